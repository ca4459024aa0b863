package aka.cli;

import aka.file.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Arguments as {@link RawText}. The JVM decodes arguments by the locale, and what is no text there is lost; on Linux the
 * kernel still has the bytes.
 */
final class RawArguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {}

    /** Returns {@code args} with nothing lost, as far as the system lets that be known. */
    static String[] of(String[] args) {
        boolean textIsUtf8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
        for (String arg : args) {
            if (!isExact(arg, textIsUtf8)) {
                return readBack(args);
            }
        }
        return args;
    }

    private static boolean isExact(String arg, boolean textIsUtf8) {
        for (int i = 0; i < arg.length(); i++) {
            char c = arg.charAt(i);
            if (c == '\uFFFD' || c >= 0x80 && !textIsUtf8) {
                return false;
            }
        }
        return true;
    }

    private static String[] readBack(String[] args) {
        try {
            return last(Files.readAllBytes(COMMAND_LINE), args);
        } catch (IOException notLinux) {
            return args;
        }
    }

    /** Returns the last arguments of a command line in which each ends with NUL; {@code args} if there are not as many. */
    static String[] last(byte[] commandLine, String[] args) {
        String[] raw = new String[args.length];
        int end = commandLine.length;
        for (int i = args.length - 1; i >= 0; i--) {
            if (end <= 0 || commandLine[end - 1] != 0) {
                return args;
            }
            end--;
            int start = end;
            while (start > 0 && commandLine[start - 1] != 0) {
                start--;
            }
            raw[i] = RawText.of(Arrays.copyOfRange(commandLine, start, end));
            end = start;
        }
        return raw;
    }
}
