package aka.catalog;

import aka.content.HashPage;
import aka.content.PageKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A page as it is written: its bytes, and behind them a checksum of these and the key. SQLite notices when its own structures
 * are damaged, but not when what is kept in them is.
 */
final class SealedPage {

    private SealedPage() {}

    static byte[] seal(PageKey key, HashPage page) {
        byte[] packed = page.packed();
        return ByteBuffer.allocate(packed.length + Integer.BYTES)
                .put(packed)
                .putInt(checksum(key, packed))
                .array();
    }

    /** Returns the page; empty if these are not the bytes that were written. */
    static Optional<HashPage> open(PageKey key, byte[] sealed) {
        int length = sealed.length - Integer.BYTES;
        if (length < 0) {
            return Optional.empty();
        }
        byte[] packed = Arrays.copyOf(sealed, length);
        if (ByteBuffer.wrap(sealed).getInt(length) != checksum(key, packed)) {
            return Optional.empty();
        }
        return Optional.of(HashPage.of(packed));
    }

    private static int checksum(PageKey key, byte[] packed) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(key.volume().high())
                .putLong(key.volume().low())
                .putLong(key.fileHigh())
                .putLong(key.page())
                .flip());
        crc.update(packed);
        return (int) crc.getValue();
    }
}
