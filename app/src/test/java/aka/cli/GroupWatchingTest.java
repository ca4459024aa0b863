package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code aka group watch} as a process of its own. */
@Timeout(120)
class GroupWatchingTest {

    private static final Duration PROMISED = Duration.ofSeconds(2);

    @TempDir
    Path temp;

    private final List<Process> watchers = new ArrayList<>();
    private Path folder;
    private Path home;

    @BeforeEach
    void joinTwoNames() throws IOException {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "signals are sent, and waited for");
        folder = Files.createDirectory(temp.toRealPath().resolve("files"));
        home = temp.toRealPath().resolve("home");
        assertThat(aka("group", "add", "conf", path("a").toString(), path("b").toString()))
                .isZero();
        Files.writeString(path("a"), "one\n");
        Files.createLink(path("b"), path("a"));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process watcher : watchers) {
            watcher.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSaveAsANewFile_isHealedWithinTwoSeconds_andSigtermEndsItWith143() throws Exception {
        heals("newest");
        Process watcher = watch();

        saveByRename("b", "two\n");
        await(PROMISED, () -> isOne("a", "b"));
        await(PROMISED, () -> out(0).contains("conf: joined"));

        assertThat(path("a")).hasContent("two\n");
        assertThat(path("a.aka-aside")).hasContent("one\n");
        watcher.destroy();
        assertThat(watcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.exitValue()).isEqualTo(143);
        assertThat(out(0)).contains("b was saved as a new file").contains("conf: split, differing");
        assertThat(aka("undo", "--yes")).isZero();
        assertThat(isOne("a", "b")).isFalse();
        assertThat(path("a")).hasContent("one\n");
    }

    @Test
    void inJson_eachLineIsAnEventOfItsOwn_atOnce() throws Exception {
        watch("--json");
        saveByRename("b", "two\n");
        await(PROMISED, () -> out(0).contains("\"verdict\":\"split-differing\""));
        assertThat(out(0).lines())
                .allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"))
                .anyMatch(line -> line.startsWith("{\"event\":\"watch\",\"groups\":1,\"files\":1,\"folders\":1"))
                .anyMatch(line -> line.startsWith("{\"event\":\"saved\",\"group\":\"conf\"")
                        && line.contains("\"newFile\":true,\"saves\":1,\"newFiles\":1"));
    }

    @Test
    void theCommandThatWasTyped_isRunWithTheVerdict() throws Exception {
        watch("--exec", "echo \"$AKA_GROUP $AKA_VERDICT\" >> '" + temp.resolve("told") + "'");
        saveByRename("b", "one\n");
        await(PROMISED, () -> Files.exists(temp.resolve("told")));
        await(PROMISED, () -> read(temp.resolve("told")).equals("conf split-same\n"));
    }

    @Test
    void aPatternThatNothingFits_harmsNobody() throws Exception {
        Files.writeString(home.resolve("groups"), "[conf]\n" + folder + "/*.none\n");
        watch("--exec", "echo \"$AKA_VERDICT\" >> '" + temp.resolve("told") + "'");
        await(PROMISED, () -> Files.exists(temp.resolve("told")));
        assertThat(watchers.getFirst().isAlive()).isTrue();
    }

    @Test
    void whenNobodyReadsIt_itEnds() throws Exception {
        Process watcher = AkaProcess.builder(AkaProcess.command("group", "watch", "--json"), home)
                .redirectError(temp.resolve("err0").toFile())
                .start();
        watchers.add(watcher);
        assertThat(watcher.inputReader().readLine()).startsWith("{\"event\":\"start\"");
        watcher.getInputStream().close();
        for (int i = 0; i < 20 && watcher.isAlive(); i++) {
            saveByRename("b", "save " + i + "\n");
            Thread.sleep(500);
        }
        assertThat(watcher.isAlive()).isFalse();
    }

    @Test
    void twoWatchersAtOnce_healItOnce_andNeitherFails() throws Exception {
        heals("newest");
        watch();
        watch();
        for (int i = 0; i < 3; i++) {
            saveByRename(i % 2 == 0 ? "a" : "b", "save " + i + "\n");
            await(PROMISED.multipliedBy(2), () -> isOne("a", "b"));
            Thread.sleep(3500);
        }
        assertThat(path("a")).hasContent("save 2\n");
        for (int i = 0; i < 2; i++) {
            assertThat(watchers.get(i).isAlive()).isTrue();
            assertThat(err(i)).doesNotContain("aka: ");
        }
    }

    @Test
    void withDryRun_itIsToldWhatWouldBeHealed_andNothingIs() throws Exception {
        heals("newest");
        watch("-n");
        saveByRename("b", "two\n");
        await(PROMISED, () -> out(0).contains("would lead "));
        Thread.sleep(1000);
        assertThat(isOne("a", "b")).isFalse();
        assertThat(path("a.aka-aside")).doesNotExist();
    }

    @Test
    void aGroupThatIsDeclaredMeanwhile_isWatchedFromThenOn() throws Exception {
        watch();
        Files.writeString(path("c"), "three\n");
        Files.createLink(path("d"), path("c"));
        assertThat(aka("group", "add", "more", path("c").toString(), path("d").toString()))
                .isZero();
        await(PROMISED, () -> err(0).contains("watching 2 files of 2 groups"));
        saveByRename("c", "four\n");
        await(PROMISED, () -> out(0).contains("more: split, differing"));
    }

    // ---- means

    private interface Reading {
        String text() throws IOException;
    }

    private static String unchecked(Reading reading) {
        try {
            return reading.text();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String read(Path path) {
        return unchecked(() -> Files.readString(path));
    }

    private String out(int watcher) {
        return read(temp.resolve("out" + watcher));
    }

    private String err(int watcher) {
        return read(temp.resolve("err" + watcher));
    }

    private Process watch(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("group", "watch"));
        words.addAll(Arrays.asList(more));
        int number = watchers.size();
        Process watcher = AkaProcess.builder(AkaProcess.command(words.toArray(String[]::new)), home)
                .redirectOutput(temp.resolve("out" + number).toFile())
                .redirectError(temp.resolve("err" + number).toFile())
                .start();
        watchers.add(watcher);
        await(
                Duration.ofSeconds(20),
                () -> err(number).contains("watching ") || out(number).contains("\"watch\""));
        return watcher;
    }

    private int aka(String... words) throws IOException {
        try {
            return AkaProcess.builder(AkaProcess.command(words), home)
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("other").toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void heals(String what) throws IOException {
        Path groups = home.resolve("groups");
        Files.writeString(groups, Files.readString(groups).replace("[conf]\n", "[conf]\nheal = " + what + "\n"));
    }

    private static void await(Duration most, BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!wanted.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(wanted.getAsBoolean()).isTrue();
    }

    private boolean isOne(String one, String other) {
        try {
            return Files.isSameFile(path(one), path(other));
        } catch (IOException missing) {
            return false;
        }
    }

    private void saveByRename(String name, String text) throws IOException {
        Files.writeString(path("saved"), text);
        Files.move(path("saved"), path(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
