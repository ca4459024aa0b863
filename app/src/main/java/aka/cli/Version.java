package aka.cli;

import org.jspecify.annotations.Nullable;

/** Which aka this is, on what. */
final class Version {

    private Version() {}

    /** Returns the version from the program's manifest. */
    static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /** Returns system and architecture: {@code linux-amd64}. */
    static String platform() {
        String system = System.getProperty("os.name", "unknown");
        String name = system.startsWith("Windows")
                ? "windows"
                : system.equals("Mac OS X") ? "macos" : system.equals("Linux") ? "linux" : system;
        return name + "-" + System.getProperty("os.arch", "unknown");
    }
}
