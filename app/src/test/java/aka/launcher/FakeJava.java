package aka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The home of a JDK whose {@code java} is a script: it prints its arguments in brackets, one a line, and what of the
 * environment reaches it; it counts its trainings of a cache; it exits as its file {@code exit} says.
 */
record FakeJava(Path home) {
    private static final String SCRIPT = """
            #!/bin/sh
            me=${0%/bin/java}
            last=; for last do :; done
            case " $* " in
              *' -version '*) for argument do printf '[%s]\\n' "$argument"; done; read -r code <"$me/version-exit"; exit "$code" ;;
              *AOTCacheOutput=*)
                echo trained >>"$me/trainings"
                [ -e "$me/untrainable" ] || echo trained >cache
                exit 0 ;;
            esac
            for argument do printf '[%s]\\n' "$argument"; done
            printf 'java=%s LC_ALL=%s options=%s\\n' "$me" "$LC_ALL" "$JAVA_TOOL_OPTIONS$JDK_JAVA_OPTIONS$_JAVA_OPTIONS"
            read -r code <"$me/exit"; exit "$code"
            """;

    static FakeJava in(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR_VERSION=\"Fake (1)\"\nJAVA_RUNTIME_VERSION=\"%s+9\"\nJAVA_VERSION=\"%s\"\nMODULES=\"java.base\"\n"
                        .formatted(version, version));
        FakeJava java = new FakeJava(home);
        executable(java.file(), SCRIPT);
        java.exitsWith(0).versionExitsWith(0);
        return java;
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path file() {
        return home.resolve("bin").resolve("java");
    }

    FakeJava exitsWith(int code) throws IOException {
        Files.writeString(home.resolve("exit"), code + "\n");
        return this;
    }

    FakeJava versionExitsWith(int code) throws IOException {
        Files.writeString(home.resolve("version-exit"), code + "\n");
        return this;
    }

    FakeJava cannotTrain() throws IOException {
        Files.createFile(home.resolve("untrainable"));
        return this;
    }

    long trainings() throws IOException {
        Path trainings = home.resolve("trainings");
        return Files.exists(trainings) ? Files.readAllLines(trainings).size() : 0;
    }
}
