package aka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A packaged folder with a copy of the launcher, and the environment in which it is started: a PATH with the system's
 * small programs and without a Java, a HOME of its own, no locale.
 */
final class Install {
    private static final List<String> SMALL_PROGRAMS =
            List.of("ls", "find", "readlink", "mkdir", "rmdir", "rm", "mv", "touch", "sleep", "cat");

    final Path root;
    final Path folder;
    final Path path;
    final Path homeOfUser;
    final Map<String, String> environment = new HashMap<>();

    private Install(Path root, String folder) {
        this.root = root;
        this.folder = root.resolve(folder);
        this.path = root.resolve("path");
        this.homeOfUser = root.resolve("home");
    }

    static Install in(Path root) throws IOException {
        return in(root, "aka");
    }

    static Install in(Path root, String folder) throws IOException {
        Install install = new Install(root, folder);
        Files.createDirectories(install.folder.resolve("lib"));
        Files.createDirectories(install.path);
        Files.createDirectories(install.homeOfUser);
        for (String program : SMALL_PROGRAMS) {
            FakeJava.executable(
                    install.path.resolve(program), "#!/bin/sh\nexec " + programNamed(program) + " \"$@\"\n");
        }
        Files.copy(repository().resolve("aka"), install.launcher(), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(install.folder.resolve("lib").resolve("aka.jar"), "");
        Files.writeString(install.folder.resolve("lib").resolve("build-id"), "build-1\n");
        install.environment.put("PATH", install.path.toString());
        install.environment.put("HOME", install.homeOfUser.toString());
        return install;
    }

    /** The checkout that is being tested; Maven runs the tests in the folder of this module. */
    static Path repository() {
        return Path.of("").toAbsolutePath().resolveSibling("").normalize();
    }

    private static Path programNamed(String program) {
        for (String folder : List.of("/usr/bin", "/bin")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return Path.of(folder, program);
            }
        }
        throw new IllegalStateException("this system has no " + program);
    }

    Path launcher() {
        return folder.resolve("aka");
    }

    Path caches() {
        return homeOfUser.resolve(".cache").resolve("aka");
    }

    Path jar() {
        return folder.resolve("lib").resolve("aka.jar");
    }

    /** A Java for {@code AKA_JAVA}. */
    FakeJava named(String version) throws IOException {
        FakeJava java = FakeJava.in(root.resolve("jdk-" + version), version);
        environment.put("AKA_JAVA", java.home().toString());
        return java;
    }

    /** Lets this copy of the launcher be content with Java 90 only, which no machine has in its usual folders. */
    Install wantsJava90() throws IOException {
        String script = Files.readString(launcher());
        FakeJava.executable(launcher(), script.replace("oldest_java=25", "oldest_java=90"));
        return this;
    }

    Started start(String... arguments) throws Exception {
        return startAs(List.of(), arguments);
    }

    Started startAs(List<String> prefix, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add(launcher().toString());
        command.addAll(List.of(arguments));
        return Started.of(root, environment, command);
    }
}
