package aka.os.windows;

import java.io.Serial;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandomSpi;

/**
 * A security provider whose {@code SecureRandom} takes its bytes from the system ({@code BCryptGenRandom}). The JDK's own gathers
 * a seed from the temporary folder and from the network interfaces too, which takes a while on Windows, and under Wine ends the
 * JVM by a call that is missing there. The launchers name it in {@code java.security.properties}; nothing here registers it.
 */
@Ours
public final class WindowsRandom extends Provider {

    @Serial
    private static final long serialVersionUID = 1;

    /** Made by the JDK, by name. */
    public WindowsRandom() {
        super("WindowsRandom", "1", "random bytes of Windows");
        put("SecureRandom.Windows-System", Bytes.class.getName());
    }

    /** The random bytes. Thread-safe, for the system is. */
    @Ours
    public static final class Bytes extends SecureRandomSpi {

        @Serial
        private static final long serialVersionUID = 1;

        /** What a call takes at a time, from memory that each thread uses again. */
        private static final int PIECE = 4096;

        /** Made by the JDK, by name. */
        public Bytes() {
            // Nothing is kept.
        }

        /** The system needs no seed. */
        @Override
        protected void engineSetSeed(byte[] seed) {
            // It has better ones.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            var memory = Scratch.get().information;
            for (int at = 0; at < bytes.length; at += PIECE) {
                int length = Math.min(PIECE, bytes.length - at);
                int status = Bcrypt.genRandom(memory, length);
                if (status < 0) {
                    throw new ProviderException("BCryptGenRandom answered 0x" + Integer.toHexString(status));
                }
                memory.bytes().get(0, bytes, at, length);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            engineNextBytes(seed);
            return seed;
        }
    }
}
