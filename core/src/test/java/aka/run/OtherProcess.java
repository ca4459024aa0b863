package aka.run;

import aka.plan.Plan;
import aka.plan.PlanFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Starts {@link OneRun} in processes of their own, in the name of this user or another. */
final class OtherProcess {

    /** A user to whom nothing belongs at first. */
    static final int NOBODY = 65_534;

    private final Path home;
    private final String classPath;
    private int plans;

    /** Copies what is to run to a place where any user may read it: {@code home}, which must be open to all. */
    OtherProcess(Path home) throws IOException {
        this.home = home;
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> copied = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path from = Path.of(entry);
            String name = String.valueOf(from.getFileName());
            if (Files.isDirectory(from) || name.matches("(hash4j|jackson|jspecify).*")) {
                Path into = home.resolve(copied.size() + name);
                copy(from, into);
                copied.add(into.toString());
            }
        }
        this.classPath = String.join(":", copied);
    }

    private static void copy(Path from, Path into) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) throws IOException {
                Files.createDirectories(into.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                Path relative = from.relativize(file);
                Files.copy(file, relative.toString().isEmpty() ? into : into.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Starts a run in the name of a user. */
    Process start(int user, Plan plan) throws IOException {
        String id = Integer.toString(user);
        List<String> become =
                user == 0 ? List.of() : List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups");
        return start(become, plan, List.of(), List.of());
    }

    /** Starts a run with a journal on the disk, little memory, and few files that it may have open. */
    Process start(Plan plan, int heapMiB, int openFiles, Path state) throws IOException {
        String files = "--nofile=" + openFiles + ":" + openFiles;
        return start(List.of("prlimit", files), plan, List.of("-Xmx" + heapMiB + "m"), List.of(state.toString()));
    }

    private Process start(List<String> runner, Plan plan, List<String> options, List<String> arguments)
            throws IOException {
        plans++;
        Path file = home.resolve("plan" + plans);
        PlanFile.save(plan, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> command = new ArrayList<>(runner);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath));
        command.addAll(options);
        command.addAll(List.of(OneRun.class.getName(), file.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /** Waits for the end of a run and returns the lines that it printed. */
    static List<String> end(Process process) throws IOException, InterruptedException {
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join("\n", lines));
        }
        return lines;
    }
}
