package aka.link;

import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.os.portable.PortableFileCalls;
import aka.os.windows.WindowsFileCalls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the calls by probing them: the native ones where they are there, else what the JDK offers everywhere. */
final class Route {

    private Route() {}

    /**
     * @param wanted {@code portable} for plain JDK calls, {@code native} or null for the best there are
     * @throws IllegalArgumentException for any other word
     */
    static FileCalls choose(@Nullable String wanted) {
        if (wanted == null || wanted.isEmpty() || wanted.equals("native")) {
            return nativeCalls().orElseGet(PortableFileCalls::new);
        }
        if (wanted.equals("portable")) {
            return new PortableFileCalls();
        }
        throw new IllegalArgumentException("AKA_CALLS is '" + wanted + "'; it may be 'native' or 'portable'");
    }

    private static Optional<FileCalls> nativeCalls() {
        String system = System.getProperty("os.name", "");
        try {
            return system.equals("Linux")
                    ? LinuxFileCalls.open()
                    : system.startsWith("Windows") ? WindowsFileCalls.open() : Optional.empty();
        } catch (IllegalCallerException refused) {
            throw nativeAccess(refused);
        } catch (LinkageError failed) {
            // The class that holds the calls could not be made: now, or in another thread before.
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (isRefusal(cause)) {
                    throw nativeAccess(failed);
                }
            }
            throw failed;
        }
    }

    /** The JVM keeps only the text of what went wrong in another thread. */
    private static boolean isRefusal(Throwable cause) {
        return cause instanceof IllegalCallerException
                || String.valueOf(cause.getMessage()).contains(IllegalCallerException.class.getName());
    }

    private static IllegalCallerException nativeAccess(Throwable refused) {
        return new IllegalCallerException(
                "this Java refuses native calls: start it with --enable-native-access=ALL-UNNAMED (or aka.core, where aka is"
                        + " a named module), or set AKA_CALLS=portable to do without them",
                refused);
    }
}
