package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.journal.StateFolder;
import aka.link.Volumes;
import aka.os.CancelToken;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as processes of their own: signals, closed pipes, state folders that cannot be used, others at work. */
class RunProcessTest {

    private static final int PAIRS = 1500;

    /** Each pair is two files. */
    private static final int MORE_THAN_MAY_BE_OPEN = 500;

    @TempDir(factory = JoinableTemp.class)
    Path temp;

    private Path tree;
    private Path home;

    @BeforeEach
    void makeFolders() throws Exception {
        assumeTrue(File.separatorChar == '/', "needs POSIX signals and permissions");
        tree = Files.createDirectory(temp.resolve("tree"));
        home = temp.resolve("home");
    }

    @Test
    void terminate_inTheMiddleOfARun_stopsAtASafePointAndSaysHowToGoOn() throws Exception {
        pairs(PAIRS);
        Process process = start("dedupe", "--yes", "--json", tree.toString());
        try {
            awaitIntent();
            signal(process, "TERM");
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(out).isEqualTo(143);
            assertThat(out.lines().toList().getLast()).startsWith("{\"event\":\"summary\",\"exit\":143,");
            assertThat(out).contains("\"code\":\"STOPPED\"").contains("type the same command again");
            assertNothingIsLeft();
            assertEveryNameHasItsBytes(PAIRS);
            assertThat(Ran.inside(List.of("recover"), "", environment()).err()).isEqualTo("nothing to recover\n");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void kill_inTheMiddleOfARun_isRecovered() throws Exception {
        pairs(PAIRS);
        Process process = start("dedupe", "--yes", "-q", tree.toString());
        try {
            awaitIntent();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Ran.inside(List.of("history"), "", environment()).err()).contains("aka recover comes first");
        assertThat(Ran.inside(List.of("doctor", tree.toString()), "", environment())
                        .err())
                .contains("was cut off: aka dedupe");

        Ran recovered = Ran.inside(List.of("recover", "--yes"), "", environment());

        assertThat(recovered.exit()).as(recovered.err()).isZero();
        assertNothingIsLeft();
        assertEveryNameHasItsBytes(PAIRS);
        assertThat(Ran.inside(List.of("history"), "", environment()).err()).isEmpty();
    }

    @Test
    void closedPipe_letsARunFinish() throws Exception {
        pairs(300);
        Path exit = temp.resolve("exit");
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "{ \"$@\"; echo $? >\"$0\"; } | head -1 >/dev/null", exit.toString()));
        command.addAll(AkaProcess.command("dedupe", "--yes", "--json", tree.toString()));
        Process process = AkaProcess.builder(command, home)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(exit).hasContent("0\n");
        for (int i = 0; i < 300; i++) {
            assertThat(Files.getAttribute(tree.resolve("a" + i), "unix:nlink")).isEqualTo(2);
        }
    }

    @Test
    void fewFilesMayBeOpen_everyStepIsTakenAndTakenBackAllTheSame() throws Exception {
        pairs(MORE_THAN_MAY_BE_OPEN);
        assertThat(exitWithFewFiles("dedupe", "--yes", "-q", tree.toString())).isZero();
        for (int i = 0; i < MORE_THAN_MAY_BE_OPEN; i++) {
            assertThat(Files.getAttribute(tree.resolve("a" + i), "unix:nlink")).isEqualTo(2);
        }

        assertThat(exitWithFewFiles("undo", "--yes", "-q")).isZero();

        for (int i = 0; i < MORE_THAN_MAY_BE_OPEN; i++) {
            assertThat(Files.getAttribute(tree.resolve("a" + i), "unix:nlink")).isEqualTo(1);
        }
        assertEveryNameHasItsBytes(MORE_THAN_MAY_BE_OPEN);
        assertNothingIsLeft();
    }

    /** Each folder stays open to the end, so that there are too many. */
    @Test
    void moreFoldersAreNamedThanFilesMayBeOpen_theOthersAreLeftAloneAndNothingIsLeftBehind() throws Exception {
        List<String> args = new ArrayList<>(List.of("split", "-q"));
        for (int i = 0; i < 260; i++) {
            Path folder = Files.createDirectory(tree.resolve("folder" + i));
            Files.createLink(folder.resolve("other"), Files.writeString(folder.resolve("one"), "bytes " + i));
            args.add(folder.resolve("other").toString());
        }

        assertThat(exitWithFewFiles(args.toArray(String[]::new))).isEqualTo(3);

        int split = 0;
        for (int i = 0; i < 260; i++) {
            Path folder = tree.resolve("folder" + i);
            split += Files.getAttribute(folder.resolve("one"), "unix:nlink").equals(1) ? 1 : 0;
            assertThat(folder.resolve("one")).hasContent("bytes " + i);
            assertThat(folder.resolve("other")).hasContent("bytes " + i);
            try (var names = Files.list(folder)) {
                assertThat(names).hasSize(2);
            }
        }
        assertThat(split).isBetween(50, 259);
        assertThat(Ran.inside(List.of("recover", "--yes"), "", environment()).err())
                .isEqualTo("nothing to recover\n");
    }

    private int exitWithFewFiles(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 300; exec \"$@\"", "sh"));
        command.addAll(AkaProcess.commandFromJars(Files.createDirectories(tree.resolveSibling("jars")), args));
        Process process = AkaProcess.builder(command, home).inheritIO().start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void stateFolderThatOthersMayChange_isNotUsed() throws Exception {
        pairs(1);
        Files.createDirectory(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));

        Ran ran = Ran.inside(List.of("dedupe", "--yes", tree.toString()), "", environment());

        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.err()).startsWith("aka: cannot keep journals in " + home).contains("AKA_HOME");
        assertThat(Files.getAttribute(tree.resolve("a0"), "unix:nlink")).isEqualTo(1);
    }

    @Test
    void stateFolderThatIsAFile_isNotUsed() throws Exception {
        pairs(1);
        Files.writeString(home, "in the way");

        Ran ran = Ran.inside(
                List.of("link", tree.resolve("a0").toString(), tree.resolve("c").toString()), "", environment());

        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.err()).startsWith("aka: cannot keep journals in " + home);
        assertThat(tree.resolve("c")).doesNotExist();
    }

    @Test
    void stateFolderOfARelativePath_isRefused() throws Exception {
        Ran ran = Ran.inside(List.of("history"), "", Map.of("AKA_HOME", "some/where"));

        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.err()).contains("no absolute path").contains("Set AKA_HOME");
    }

    @Test
    void stateFolderBelowTheRoot_isLeftAlone() throws Exception {
        home = Files.createDirectory(tree.resolve("state"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(home.resolve("one"), "equal");
        Files.writeString(home.resolve("two"), "equal");

        Ran ran = Ran.inside(List.of("dedupe", "--yes", "--everywhere", tree.toString()), "", environment());

        assertThat(ran.err()).isEqualTo("nothing to do\n");
        assertThat(Files.getAttribute(home.resolve("one"), "unix:nlink")).isEqualTo(1);
    }

    @Test
    void dryRun_makesNoStateFolder() throws Exception {
        pairs(1);
        for (String command : List.of("dedupe", "undo", "recover", "history")) {
            List<String> args = command.equals("dedupe")
                    ? List.of("dedupe", "-n", tree.toString())
                    : command.equals("history") ? List.of("history") : List.of(command, "-n");
            Ran.inside(args, "", environment());
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void lockHeldByAnother_endsTheRunBeforeItBegins() throws Exception {
        pairs(1);
        try (Volumes volumes = Volumes.open()) {
            StateFolder state = StateFolder.open(volumes.calls(), home);
            try (var held = state.lock("something else", Duration.ZERO, new CancelToken())) {
                assertThat(held).isNotNull();
                Ran ran = Ran.inside(List.of("dedupe", "--yes", tree.toString()), "", environment());
                assertThat(ran.exit()).isEqualTo(4);
                assertThat(ran.err()).contains("something else").contains("--wait");
                long begin = System.nanoTime();
                assertThat(Ran.inside(List.of("undo", "--yes", "--wait", "0.4"), "", environment())
                                .exit())
                        .isEqualTo(4);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
                // What touches only names that were typed keeps nobody off, and is kept off by nobody.
                assertThat(Ran.inside(
                                        List.of(
                                                "link",
                                                tree.resolve("a0").toString(),
                                                tree.resolve("c").toString()),
                                        "",
                                        environment())
                                .exit())
                        .isZero();
            }
        }
        assertThat(Ran.inside(List.of("dedupe", "--yes", tree.toString()), "", environment())
                        .exit())
                .isZero();
    }

    @Test
    void namesThatAreNoText_passThroughARunAndItsWayBack() throws Exception {
        Process made = new ProcessBuilder(
                        "sh",
                        "-c",
                        "cd \"$0\" && printf same >\"bad$(printf '\\377')\" && printf same >\"$(printf 'two\\nlines')\"",
                        tree.toString())
                .start();
        assertThat(made.waitFor()).isZero();

        Ran ran = Ran.inside(List.of("dedupe", "--yes", "--json", tree.toString()), "", environment());

        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("\"keptBytes\":").contains("two\\nlines").contains("\"replaced\":");
        try (var names = Files.list(tree)) {
            assertThat(names.toList())
                    .hasSize(2)
                    .allSatisfy(path ->
                            assertThat(Files.getAttribute(path, "unix:nlink")).isEqualTo(2));
        }
        assertThat(Ran.inside(List.of("undo", "--yes", "-q"), "", environment()).exit())
                .isZero();
        try (var names = Files.list(tree)) {
            assertThat(names.toList()).hasSize(2).allSatisfy(path -> {
                assertThat(Files.getAttribute(path, "unix:nlink")).isEqualTo(1);
                assertThat(path).hasContent("same");
            });
        }
    }

    private Map<String, String> environment() {
        return Map.of("AKA_HOME", home.toString());
    }

    private void pairs(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Files.writeString(tree.resolve("a" + i), "bytes " + i);
            Files.writeString(tree.resolve("b" + i), "bytes " + i);
        }
    }

    private void assertNothingIsLeft() throws Exception {
        try (var names = Files.list(tree)) {
            assertThat(names.filter(path -> path.getFileName().toString().startsWith(".aka")))
                    .isEmpty();
        }
    }

    private void assertEveryNameHasItsBytes(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(tree.resolve("a" + i)).hasContent("bytes " + i);
            assertThat(tree.resolve("b" + i)).hasContent("bytes " + i);
        }
    }

    private Process start(String... args) throws Exception {
        return AkaProcess.builder(AkaProcess.command(args), home)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Returns when the journal tells that names were moved: the run is in the middle. */
    private void awaitIntent() throws Exception {
        for (int i = 0; i < 4000; i++) {
            Path runs = home.resolve("runs");
            if (Files.isDirectory(runs)) {
                try (var folders = Files.list(runs)) {
                    for (Path folder : folders.toList()) {
                        Path journal = folder.resolve("journal");
                        if (Files.exists(journal) && Files.readString(journal).contains("\"type\":\"forced\"")) {
                            return;
                        }
                    }
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no run began");
    }
}
