package aka.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which of the process's streams are terminals.
 *
 * @param obey whether those that are take escape sequences, for colours and for lines that are written over. A console of
 *     Windows does only where it was told to, by {@code aka.exe}
 */
record Terminals(boolean in, boolean out, boolean err, boolean obey) {

    /** Whatever is redirected everywhere. */
    static final Terminals NONE = new Terminals(false, false, false);

    Terminals(boolean in, boolean out, boolean err) {
        this(in, out, err, true);
    }

    /**
     * Returns what the launcher found out (the system property {@code aka.tty} holds the digits of those that are), else what
     * the system says of the descriptors.
     */
    static Terminals find() {
        String told = System.getProperty("aka.tty");
        boolean obey = !isWindows() || System.getProperty("aka.ansi") != null;
        if (told != null) {
            return new Terminals(told.indexOf('0') >= 0, told.indexOf('1') >= 0, told.indexOf('2') >= 0, obey);
        }
        if (!isWindows() && Files.exists(Path.of("/proc/self/fd"))) {
            return new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
        }
        boolean all = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Terminals(all, all, all, obey);
    }

    /** Returns whether terminals here are consoles of Windows. */
    static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /** Returns where descriptor {@code number} leads, as Linux tells it; empty where it does not. */
    static String descriptor(int number) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static boolean isTerminal(int number) {
        String leadsTo = descriptor(number);
        return leadsTo.startsWith("/dev/pts/") || leadsTo.startsWith("/dev/tty") || leadsTo.equals("/dev/console");
    }
}
