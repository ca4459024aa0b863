package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.group.ProjectGroups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks in a real repository, run by a real git. */
@Timeout(120)
class HooksTest {

    private static final Path GIT = Path.of("/usr/bin/git");

    @TempDir
    Path temp;

    private Path repository;

    @BeforeEach
    void init() throws IOException {
        assumeTrue(Files.isExecutable(GIT), "needs git");
        repository = Files.createDirectory(temp.toRealPath().resolve("repository"));
        git("init", "-q", "-b", "main");
    }

    @Test
    void afterACheckout_whatGitSplitIsOneAgain() throws IOException {
        commit("one = 1\n", "first");
        git("checkout", "-q", "-b", "side");
        commit("one = 2\n", "second");
        assertThat(aka("group", "trust").exit()).isZero();
        assertThat(aka("hooks", "git", "install").exit()).isZero();
        assertThat(aka("hooks", "git", "status").exit()).isZero();

        git("checkout", "-q", "main");

        assertThat(repository.resolve("a")).hasContent("one = 1");
        assertThat(Files.isSameFile(repository.resolve("a"), repository.resolve("b")))
                .isTrue();
    }

    @Test
    void aDryRun_writesNothing() throws IOException {
        assertThat(aka("hooks", "git", "install", "-n").out())
                .contains("planned")
                .doesNotContain("installed");
        assertThat(repository.resolve(".git/hooks/post-checkout")).doesNotExist();

        aka("hooks", "git", "install");
        assertThat(aka("hooks", "git", "remove", "-n").out()).contains("planned");
        assertThat(aka("hooks", "git", "status").exit()).isZero();
    }

    @Test
    void withoutTrust_aHookChangesNothing() throws IOException {
        commit("one = 1\n", "first");
        git("checkout", "-q", "-b", "side");
        commit("one = 2\n", "second");
        aka("hooks", "git", "install");

        git("checkout", "-q", "main");

        assertThat(Files.isSameFile(repository.resolve("a"), repository.resolve("b")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\necho mine\nexit 0\n",
                "#!/usr/bin/env bash\nmine",
                "#! /bin/sh -e\n",
                "#!/bin/sh\n# >>> other\n"
            })
    void aHookThatIsThere_isKept_andIsAsItWasWithoutOurs(String mine) throws IOException {
        Path hook = write("post-merge", mine);

        assertThat(aka("hooks", "git", "install").exit()).isZero();
        assertThat(aka("hooks", "git", "install").exit()).isZero();
        assertThat(hook)
                .content()
                .startsWith(mine.substring(0, mine.indexOf('\n') + 1))
                .containsOnlyOnce("group heal");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hook)))
                .isEqualTo("rwxr-xr-x");

        assertThat(aka("hooks", "git", "remove").exit()).isZero();
        assertThat(Files.readString(hook)).isEqualTo(mine);
        assertThat(repository.resolve(".git/hooks/post-checkout")).doesNotExist();
    }

    @Test
    void aHookThatIsNoScriptOfAShell_isLeftAlone() throws IOException {
        String mine = "#!/usr/bin/python3\nprint(1)\n";
        Path hook = write("post-checkout", mine);

        Ran ran = aka("hooks", "git", "install");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("is no script of a shell").contains("aka group heal --in . --yes");
        assertThat(Files.readString(hook)).isEqualTo(mine);
        assertThat(aka("hooks", "git", "status").exit()).isEqualTo(1);
    }

    @Test
    void hooksOfAllRepositories_areLeftAlone() throws IOException {
        Path all = Files.createDirectory(temp.resolve("all"));
        git("config", "core.hooksPath", all.toString());

        assertThat(aka("hooks", "git", "install").exit()).isEqualTo(3);

        assertThat(all).isEmptyDirectory();
    }

    @Test
    void outsideOfARepository_thereIsNothingToInstall() throws IOException {
        Ran ran = run(Files.createDirectory(temp.resolve("elsewhere")), AkaProcess.command("hooks", "git", "install"));

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("there is no repository of git");
    }

    private Path write(String hook, String text) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(repository.resolve(".git/hooks")).resolve(hook), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void commit(String bytes, String message) throws IOException {
        Files.writeString(repository.resolve("a"), bytes);
        Files.writeString(repository.resolve("b"), bytes);
        Files.writeString(repository.resolve(ProjectGroups.LEAF), "[conf]\na\nb\n");
        git("add", ".");
        git("-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", message);
    }

    private void git(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(GIT.toString()));
        command.addAll(List.of(words));
        assertThat(run(repository, command).exit()).as(command.toString()).isZero();
    }

    private Ran aka(String... words) throws IOException {
        return run(repository, AkaProcess.command(words));
    }

    /** With an aka on the path that is the one under test. */
    private Ran run(Path folder, List<String> command) throws IOException {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Path aka = bin.resolve("aka");
        if (!Files.exists(aka)) {
            String words =
                    AkaProcess.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
            Files.writeString(aka, "#!/bin/sh\nexec " + words + " \"$@\"\n");
            Files.setPosixFilePermissions(aka, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path err = temp.resolve("err");
        ProcessBuilder builder = AkaProcess.builder(command, temp.resolve("home"));
        builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process =
                builder.directory(folder.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.onExit().join().exitValue(), out, Files.readString(err));
    }
}
