package aka.os;

import java.util.OptionalInt;

/** Inode flags by the letters of {@code lsattr} (chattr(1)). */
final class InodeFlagLetters {

    /** In the order of {@code lsattr}; bits from {@code linux/fs.h}. */
    private static final String LETTERS = "SDiadAcmjtCx";

    private static final int[] BITS = {
        0x8, 0x10000, 0x10, 0x20, 0x40, 0x80, 0x4, 0x400, 0x4000, 0x8000, 0x800000, 0x02000000
    };

    private InodeFlagLetters() {}

    /** Returns the letters of the flags that are set, with what has no letter in hexadecimal, or {@code none}. */
    static String of(OptionalInt flags) {
        int rest = flags.orElse(0);
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < BITS.length; i++) {
            if ((rest & BITS[i]) != 0) {
                letters.append(LETTERS.charAt(i));
                rest &= ~BITS[i];
            }
        }
        if (rest != 0) {
            letters.append("0x").append(Integer.toHexString(rest));
        }
        return letters.isEmpty() ? "none" : letters.toString();
    }
}
