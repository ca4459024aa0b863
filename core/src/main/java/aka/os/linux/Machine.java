package aka.os.linux;

/**
 * The constants that differ from machine to machine. The native route is taken on those listed here; on any other the plain
 * JDK answers.
 *
 * <p>Source: {@code include/uapi/asm-generic/fcntl.h} and {@code arch/arm64/include/uapi/asm/fcntl.h} of the kernel.
 */
final class Machine {

    private static final String ARCH = System.getProperty("os.arch", "");
    private static final boolean ARM = ARCH.equals("aarch64");

    static final int O_RDWR = 2;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_NOCTTY = 0400;
    static final int O_NONBLOCK = 04000;
    static final int O_NOATIME = 01000000;
    static final int O_CLOEXEC = 02000000;
    static final int O_PATH = 010000000;
    static final int O_DIRECTORY = ARM ? 040000 : 0200000;
    static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;
    static final int O_TMPFILE = 020000000 | O_DIRECTORY;

    /** The number of {@code getdents64}, from each machine's {@code unistd.h}. */
    static final long SYS_GETDENTS64 = ARCH.equals("amd64") ? 217 : 61;

    private Machine() {}

    static boolean isKnown() {
        return ARM || ARCH.equals("amd64") || ARCH.equals("riscv64");
    }
}
