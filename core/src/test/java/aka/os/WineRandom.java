package aka.os;

import java.io.Serial;
import java.security.Provider;
import java.security.SecureRandomSpi;
import java.util.SplittableRandom;

/**
 * Random bytes under Wine, where the JDK's own generator ends the JVM: its seed is gathered from the network interfaces too, by
 * a call that Wine does not have. Nothing here is secret: names that do not meet is all that tests need. {@code
 * windows/wine.security} puts it first, without a line of code that knows.
 */
public final class WineRandom extends Provider {

    @Serial
    private static final long serialVersionUID = 1;

    public WineRandom() {
        super("WineRandom", "1", "random bytes that are not secret, for tests under Wine");
        put("SecureRandom.WineRandom", Bytes.class.getName());
    }

    /** Makes the bytes. */
    public static final class Bytes extends SecureRandomSpi {

        @Serial
        private static final long serialVersionUID = 1;

        /** Begun anew in each process. */
        private static final SplittableRandom RANDOM = new SplittableRandom(System.nanoTime()
                ^ System.currentTimeMillis()
                ^ ProcessHandle.current().pid() << 40);

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            synchronized (RANDOM) {
                RANDOM.nextBytes(bytes);
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
