package aka.cli;

import aka.file.RawText;
import aka.os.FileCallException;
import aka.os.Trouble;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where aka keeps the journals of its runs: {@code AKA_HOME}, else the folder that the system has for such things, {@code
 * $XDG_STATE_HOME/aka} or {@code ~/.local/state/aka}, {@code %LOCALAPPDATA%\aka}, {@code ~/Library/Application Support/aka}.
 */
record StateHome(Map<String, String> environment, String system) {

    private static final String LEAF = "aka";
    private static final char NO_TEXT = '\uFFFD';

    /** Returns the home that {@code environment} tells on this system. */
    static StateHome of(Map<String, String> environment) {
        return new StateHome(environment, System.getProperty("os.name", ""));
    }

    /**
     * Returns the absolute path, whether or not there is such a folder.
     *
     * @throws FileCallException {@link Trouble#BAD_NAME} if {@code AKA_HOME} is no absolute path, or a variable holds what
     *     Java could not read as text: a folder of another name would be made
     */
    Path path() throws FileCallException {
        if (isSet("AKA_HOME")) {
            return absolute("AKA_HOME");
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return isSet("LOCALAPPDATA")
                    ? absolute("LOCALAPPDATA").resolve(LEAF)
                    : user().resolve("AppData").resolve("Local").resolve(LEAF);
        }
        if (lower.startsWith("mac")) {
            return user().resolve("Library").resolve("Application Support").resolve(LEAF);
        }
        // A relative one is to be ignored, says the XDG specification.
        return environment.getOrDefault("XDG_STATE_HOME", "").startsWith("/")
                ? absolute("XDG_STATE_HOME").resolve(LEAF)
                : user().resolve(".local").resolve("state").resolve(LEAF);
    }

    /**
     * Returns the absolute path of the file in which this user declares groups, whether or not there is one: {@code groups} in
     * {@code AKA_HOME}, else in the folder that the system has for what people set, {@code $XDG_CONFIG_HOME/aka} or {@code
     * ~/.config/aka}, {@code %APPDATA%\aka}, {@code ~/Library/Application Support/aka}.
     *
     * @throws FileCallException as {@link #path}
     */
    Path groups() throws FileCallException {
        return settings().resolve("groups");
    }

    private Path settings() throws FileCallException {
        String lower = system.toLowerCase(Locale.ROOT);
        if (isSet("AKA_HOME") || lower.startsWith("mac")) {
            return path();
        }
        if (lower.startsWith("windows")) {
            return isSet("APPDATA")
                    ? absolute("APPDATA").resolve(LEAF)
                    : user().resolve("AppData").resolve("Roaming").resolve(LEAF);
        }
        return environment.getOrDefault("XDG_CONFIG_HOME", "").startsWith("/")
                ? absolute("XDG_CONFIG_HOME").resolve(LEAF)
                : user().resolve(".config").resolve(LEAF);
    }

    /** The user's own folder: what the environment says, else what the system knows of the user. */
    Path user() throws FileCallException {
        return environment.getOrDefault("HOME", "").startsWith("/")
                ? absolute("HOME")
                : Path.of(System.getProperty("user.home")).toAbsolutePath();
    }

    private Path absolute(String variable) throws FileCallException {
        String value = environment.getOrDefault(variable, "");
        try {
            Path path = RawText.path(value);
            if (path.isAbsolute() && value.indexOf(NO_TEXT) < 0) {
                return path.normalize();
            }
            throw unusable(variable, path);
        } catch (InvalidPathException notEvenAPath) {
            throw unusable(variable, Path.of(""));
        }
    }

    private static FileCallException unusable(String variable, Path path) {
        return new FileCallException(
                "keep journals where " + variable + " says, " + path,
                path,
                null,
                Trouble.BAD_NAME,
                "",
                0,
                "it is no absolute path, or no text",
                "Set AKA_HOME to the absolute path of a folder that is yours alone.");
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }
}
