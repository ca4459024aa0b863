package aka.plan;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Which run: 128 random bits, so that nobody can guess the names that the run gives to what it works on.
 *
 * @param hex 32 hexadecimal digits
 */
public record RunId(String hex) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public RunId {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not 32 hexadecimal digits: " + hex);
        }
    }

    /** Returns a new id. */
    public static RunId random() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new RunId(HexFormat.of().formatHex(bits));
    }

    /** Returns the first eight digits, which is how people name a run. */
    public String brief() {
        return hex.substring(0, 8);
    }

    @Override
    public String toString() {
        return hex;
    }
}
