import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds a checkout for the launchers {@code aka} and {@code aka.cmd}, which start this file with the source launcher.
 *
 * <p>Each build makes a folder of its own, {@code app/target/run/ID}, and then replaces the file {@code current} there,
 * which names it, by one rename. Jars that a running aka has open, or will open later, are so never changed; the last
 * three builds stay. {@code current} bears the time at which its build began: sources that are newer ask for another.
 *
 * <p>Of two starts at once one builds and the other waits for the same kernel-held lock, which ends with its process
 * however that ends. Whoever then finds another {@code current} than the one it called stale has nothing left to do.
 *
 * <p>Arguments: the checkout, the home of the JDK to build with, and the ID that was found to be stale (empty if none).
 * With {@code --if-stale} in its place, for a shell that cannot compare times, the times are compared here first. Exit
 * code: 0, or 70 with the reason on stderr.
 */
public final class BuildOnFirstUse {
    private static final int FAULT = 70;
    private static final int BUILDS_KEPT = 3;
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /** What a build is made of; {@code aka} lists the same. */
    private static final List<String> SOURCES = List.of(
            "aka",
            "aka.cmd",
            "LICENSE",
            "NOTICE",
            "launcher/BuildOnFirstUse.java",
            "pom.xml",
            "picocli/pom.xml",
            "core/pom.xml",
            "catalog/pom.xml",
            "app/pom.xml",
            "core/src/main",
            "catalog/src/main",
            "app/src/main");

    private final Path checkout;
    private final Path jdk;
    private final Path run;

    private BuildOnFirstUse(Path checkout, Path jdk) {
        this.checkout = checkout;
        this.jdk = jdk;
        this.run = checkout.resolve("app").resolve("target").resolve("run");
    }

    public static void main(String[] args) {
        try {
            BuildOnFirstUse build = new BuildOnFirstUse(Path.of(args[0]), Path.of(args[1]));
            System.exit(build.unlessDone(args[2]));
        } catch (IOException e) {
            System.err.println("aka: cannot build in " + args[0] + ": " + e);
            System.exit(FAULT);
        } catch (InterruptedException e) {
            System.exit(FAULT);
        }
    }

    private int unlessDone(String stale) throws IOException, InterruptedException {
        if (stale.equals("--if-stale") && !isStale()) {
            return 0;
        }
        Files.createDirectories(run);
        try (FileChannel channel = FileChannel.open(
                        run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            boolean done = stale.equals("--if-stale") ? !isStale() : isAnother(stale);
            return done ? 0 : build();
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        System.err.println("aka: waiting for another start that is building");
        return channel.lock();
    }

    private Optional<String> current() throws IOException {
        Path current = run.resolve("current");
        if (!Files.exists(current)) {
            return Optional.empty();
        }
        String id = Files.readString(current).strip();
        return Files.exists(run.resolve(id).resolve("lib").resolve("aka.jar")) ? Optional.of(id) : Optional.empty();
    }

    private boolean isAnother(String stale) throws IOException {
        return current().filter(id -> !id.equals(stale)).isPresent();
    }

    private boolean isStale() throws IOException {
        if (current().isEmpty()) {
            return true;
        }
        FileTime began = Files.getLastModifiedTime(run.resolve("current"));
        for (String source : SOURCES) {
            try (Stream<Path> files = Files.walk(checkout.resolve(source))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.getLastModifiedTime(file).compareTo(began) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private int build() throws IOException, InterruptedException {
        Optional<Path> maven = onPath(isWindows() ? "mvn.cmd" : "mvn");
        if (maven.isEmpty()) {
            System.err.print(
                    """
                    aka: needs Maven 3.8.7 or later to build this checkout, and there is no mvn on PATH. Install it:
                        Debian, Ubuntu   sudo apt-get install maven
                        Fedora           sudo dnf install maven
                        macOS            brew install maven
                        Windows          choco install maven, or scoop install maven
                    """);
            return FAULT;
        }
        System.err.println("aka: building, on first use or because sources are newer; about half a minute");
        removeOldBuilds();
        // The file system's own clock, and a little less: its stamps may be a tick coarse.
        Path next = run.resolve("current.new");
        Files.deleteIfExists(next);
        Files.createFile(next);
        Instant began = Files.getLastModifiedTime(next).toInstant().minusMillis(10);
        String id = ID.format(began);
        Path unfinished = run.resolve(id + ".unfinished");
        Path log = run.resolve("build.log");
        int exit = runMaven(maven.get(), id, unfinished, log);
        if (exit != 0 || !Files.exists(unfinished.resolve("lib").resolve("aka.jar"))) {
            System.err.write(Files.readAllBytes(log));
            System.err.println("aka: the build failed (mvn exited with " + exit + "); its output is above and in " + log);
            return FAULT;
        }
        Files.move(unfinished, run.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(next, id + "\n");
        Files.setLastModifiedTime(next, FileTime.from(began));
        Files.move(next, run.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        return 0;
    }

    private int runMaven(Path maven, String id, Path folder, Path log) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        maven.toString(),
                        "-q",
                        "-B",
                        "-Dstyle.color=never",
                        "-Dquick",
                        "-Daka.folder=" + folder,
                        "-Daka.build.id=" + id,
                        "-pl",
                        "app",
                        "-am",
                        "package")
                .directory(checkout.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Maven itself needs a Java, and the JDK may be in no folder where its toolchains are looked for.
        Map<String, String> environment = process.environment();
        environment.put("JAVA_HOME", jdk.toString());
        return process.start().waitFor();
    }

    private static java.io.File nothing() {
        return new java.io.File(isWindows() ? "NUL" : "/dev/null");
    }

    private static boolean isWindows() {
        return java.io.File.separatorChar == '\\';
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return Stream.of(path.split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Leaves the newest, and with them those that a running aka may still read from. IDs sort by time. */
    private void removeOldBuilds() throws IOException {
        List<Path> builds = new ArrayList<>();
        try (Stream<Path> entries = Files.list(run)) {
            entries.filter(Files::isDirectory).forEach(builds::add);
        }
        List<Path> unfinished = builds.stream()
                .filter(build -> build.toString().endsWith(".unfinished"))
                .toList();
        builds.removeAll(unfinished);
        builds.sort(Comparator.reverseOrder());
        for (Path build : builds.subList(Math.min(BUILDS_KEPT - 1, builds.size()), builds.size())) {
            removeTree(build);
        }
        for (Path build : unfinished) {
            removeTree(build);
        }
    }

    private static void removeTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException trouble) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
