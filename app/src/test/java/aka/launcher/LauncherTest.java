package aka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher there is aka.cmd")
class LauncherTest {
    private static final List<String> AS_NOBODY =
            List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path root;

    // ---- which Java

    @Test
    void start_withAnOldJavaHome_takesTheNewerOneOnPath() throws Exception {
        Install aka = Install.in(root);
        FakeJava newer = FakeJava.in(root.resolve("new"), "25.0.3");
        aka.environment.put(
                "JAVA_HOME", FakeJava.in(root.resolve("old"), "17.0.15").home().toString());
        Files.createSymbolicLink(aka.path.resolve("java"), newer.file());

        assertThat(aka.start("info").out()).contains("java=" + newer.home() + " ");
    }

    @Test
    void start_withAnOldJavaOnPath_takesTheOneInTheUsualFolder() throws Exception {
        Install aka = Install.in(root).wantsJava90();
        FakeJava usual = FakeJava.in(aka.homeOfUser.resolve(".jdks").resolve("new"), "90");
        Files.createSymbolicLink(
                aka.path.resolve("java"),
                FakeJava.in(root.resolve("old"), "17.0.15").file());

        assertThat(aka.start("info").out()).contains("java=" + usual.home() + " ");
    }

    @Test
    void start_withoutAnyJava_saysWhatToInstallAndExits70() throws Exception {
        Install aka = Install.in(root).wantsJava90();
        Files.createSymbolicLink(
                aka.path.resolve("java"),
                FakeJava.in(root.resolve("old"), "1.8.0_292").file());

        Started start = aka.start("info");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.out()).isEmpty();
        assertThat(start.err())
                .contains(
                        "needs Java 90 or later", "too old: Java 1.8.0_292", "apt-get install", "dnf", "brew", "winget")
                .contains("Temurin", "AKA_JAVA=");
    }

    @Test
    void start_withAnUnusableAkaJava_saysSoAndTakesNoOther() throws Exception {
        Install aka = Install.in(root);
        aka.environment.put(
                "JAVA_HOME", FakeJava.in(root.resolve("new"), "25").home().toString());
        aka.environment.put("AKA_JAVA", "/nowhere/java");

        Started start = aka.start("info");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.err()).contains("AKA_JAVA=/nowhere/java");
    }

    @Test
    void start_withAkaJavaNamingAProgram_usesIt() throws Exception {
        Install aka = Install.in(root);
        aka.environment.put("AKA_JAVA", aka.named("25").file().toString());

        assertThat(aka.start("info").exit()).isZero();
    }

    @Test
    void start_withAJavaThatHasNoReleaseFile_asksItForItsVersion() throws Exception {
        Install aka = Install.in(root);
        Path script = root.resolve("version-manager");
        Path home = FakeJava.in(root.resolve("new"), "25").home();
        FakeJava.executable(script, """
                #!/bin/sh
                printf '    java.home = %s\\n    java.runtime.version = 25.0.3+9\\n' >&2
                """.formatted(home));
        aka.environment.put("AKA_JAVA", script.toString());

        assertThat(aka.start("info").out()).contains("java=" + home + " ");
    }

    // ---- what is handed on

    @Test
    void arguments_withAnyBytes_arriveUnchanged() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");

        Started start = aka.start("a b", "", "two\nlines", "*", "$HOME \\ \"'", "--", "-n");

        assertThat(start.out())
                .contains("[-cp]\n[" + aka.jar()
                        + "]\n[aka.cli.Main]\n[a b]\n[]\n[two\nlines]\n[*]\n[$HOME \\ \"']\n[--]\n[-n]\n");
    }

    @Test
    void arguments_thatAreNoText_arriveUnchanged() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        Path out = root.resolve("bytes");
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "\"$0\" \"$(printf 'bad\\377')\" >\"$1\"",
                aka.launcher().toString(),
                out.toString());

        assertThat(Started.of(root, aka.environment, command).exit()).isZero();
        assertThat(Files.readAllBytes(out)).containsSequence('[', 'b', 'a', 'd', 0xff, ']');
    }

    @Test
    void exitCode_ofTheProgram_isTheLaunchers() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");
        for (int code : new int[] {0, 1, 2, 3, 4, 70, 130}) {
            java.exitsWith(code);
            assertThat(aka.start("info").exit()).isEqualTo(code);
        }
    }

    @Test
    void locale_thatHoldsNotEveryName_isReplaced() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        aka.environment.put("LC_ALL", "C");

        assertThat(aka.start("info").out()).contains(" LC_ALL=C.UTF-8 ");
    }

    @Test
    void optionsForEveryJvm_areNotHandedOn() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        aka.environment.put("JAVA_TOOL_OPTIONS", "-Xbad");
        aka.environment.put("JDK_JAVA_OPTIONS", "-Xworse");
        aka.environment.put("_JAVA_OPTIONS", "-Xworst");

        assertThat(aka.start("info").out()).endsWith(" options=\n");
    }

    @Test
    void terminals_whenThereIsNone_areSaidToBeNone() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");

        assertThat(aka.start("info").out()).contains("[-Daka.tty=]");
    }

    @Test
    void compiler_ofAWalk_isTheSimpleOneAtItsUsualPace() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");

        assertThat(aka.start("-q", "info", "list").out()).contains("[-XX:CompileThresholdScaling=20]");
        assertThat(aka.start("-q", "list", "info").out())
                .contains("[-XX:TieredStopAtLevel=1]")
                .doesNotContain("[-XX:CompileThresholdScaling=20]");
    }

    @Test
    void compiler_ofWhatTellsOfGroups_isQuickToCompileSmallPieces() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");

        assertThat(aka.start("group", "status").out()).contains("[-XX:C1MaxInlineSize=15]");
        assertThat(aka.start("group", "heal").out()).contains("[-XX:CompileThresholdScaling=20]");
    }

    // ---- where it stands

    @Test
    void start_fromAnUnpackedArchive_takesItsOwnJava() throws Exception {
        Install aka = Install.in(root);
        FakeJava own = FakeJava.in(aka.folder.resolve("runtime"), "25.0.3");
        aka.named("25.0.2");
        Path bin = Files.createDirectory(aka.folder.resolve("bin"));
        Path launcher = Files.move(aka.launcher(), bin.resolve("aka"));
        Path link = Files.createSymbolicLink(root.resolve("link"), launcher);

        for (Path start : List.of(launcher, link)) {
            assertThat(Started.of(root, aka.environment, List.of(start.toString(), "info"))
                            .out())
                    .contains("java=" + own.home() + " ", "[-cp]\n[" + aka.jar() + "]\n[aka.cli.Main]\n");
        }
    }

    @Test
    void start_throughSymbolicLinks_findsItsFolder() throws Exception {
        Install aka = Install.in(root, "with spaces\nand lines");
        aka.named("25");
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), aka.launcher());
        Files.createSymbolicLink(bin.resolve("aka"), Path.of("first"));

        Started start = Started.of(root, aka.environment, List.of("bin/aka", "info"));

        assertThat(start.out()).contains("[-cp]\n[" + aka.jar().toRealPath() + "]\n[aka.cli.Main]\n[info]\n");
    }

    @Test
    void start_byARelativePath_findsItsFolder() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");

        Started start = Started.of(aka.folder, aka.environment, List.of("./aka", "info"));

        assertThat(start.out()).contains("[-cp]\n[" + aka.jar() + "]\n[aka.cli.Main]\n[info]\n");
    }

    @Test
    void start_fromAFolderWithoutTheProgram_exits70() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        Files.delete(aka.jar());

        Started start = aka.start("info");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.err()).contains("aka.jar is missing");
    }

    @Test
    void start_fromAPathWithAColon_isRefusedWithTheReason() throws Exception {
        Install aka = Install.in(root, "a:b");
        aka.named("25");

        Started start = aka.start("info");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.err()).contains("colon");
    }

    // ---- a JVM that does not start never answers "no"

    @Test
    void jvm_thatDoesNotStart_isAFaultAndNoAnswer() throws Exception {
        Install aka = Install.in(root);
        aka.named("25").cannotTrain().versionExitsWith(1);

        Started start = aka.start("same", "a", "b");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.err()).contains("the JVM does not start");
    }

    @Test
    void jvm_isTriedWithTheOptionsOfTheCommand() throws Exception {
        Install aka = Install.in(root);
        aka.named("25").cannotTrain().versionExitsWith(1);

        assertThat(aka.start("undo").err()).contains("[-XX:+UseParallelGC]").doesNotContain("CompileThresholdScaling");
        assertThat(aka.start("info").err()).contains("[-XX:CompileThresholdScaling=20]");
    }

    @Test
    void jvm_thatCannotBeExecuted_isAFault() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");
        assertThat(aka.start("info").exit()).isZero();
        FakeJava.executable(java.file(), "#!/nowhere/interpreter\n");

        assertThat(aka.start("info").exit()).isEqualTo(70);
    }

    @Test
    void jvm_inAWorkingFolderThatIsGone_isTriedFirst() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");
        assertThat(aka.start("info").exit()).isZero();
        java.versionExitsWith(1);
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "mkdir gone; cd gone; rmdir ../gone; exec \"$0\" info",
                aka.launcher().toString());

        assertThat(Started.of(root, aka.environment, command).exit()).isEqualTo(70);
    }

    // ---- the start-up cache

    @Test
    void cache_isTrainedOnceAndThenUsed() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");

        Started first = aka.start("info");
        Started second = aka.start("info");

        Path cache = aka.caches().resolve("build-1-Fake1-25+9.aot-looks");
        assertThat(cache).hasContent("trained");
        assertThat(first.out()).contains("[-XX:AOTCache=" + cache + "]");
        assertThat(second.out()).contains("[-XX:AOTCache=" + cache + "]");
        assertThat(java.trainings()).isOne();
        assertThat(first.err() + second.err()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(aka.caches())))
                .isEqualTo("rwx------");
        assertThat(namesIn(aka.caches())).containsExactly("build-1-Fake1-25+9.aot-looks");
    }

    @Test
    void cache_isOfCommandsThatNeedTheSame() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");

        assertThat(aka.start("-q", "same", "list").out()).contains("build-1-Fake1-25+9.aot-looks]");
        assertThat(aka.start("names", "dupes").out()).contains("build-1-Fake1-25+9.aot-lists]");
        assertThat(aka.start("--json", "dupes", "info").out()).contains("build-1-Fake1-25+9.aot-searches]");
        assertThat(aka.start("dedupe", "info").out()).contains("build-1-Fake1-25+9.aot]");
        assertThat(aka.start("--help").out()).contains("build-1-Fake1-25+9.aot]");
        assertThat(java.trainings()).isEqualTo(4);
    }

    @Test
    void dedupe_thatOnlyPlans_isStartedAsWhatSearches() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");

        for (String word : List.of("-n", "--dry-run", "--save", "--save=plan.aka")) {
            assertThat(aka.start("dedupe", "folder", word).out()).as(word).contains(".aot-searches]");
        }
        assertThat(aka.start("dedupe", "--saved", "-no").out()).contains(".aot]");
    }

    @Test
    void cache_ofAnotherBuildOrJdk_isNotUsed() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        aka.start("info");
        Files.writeString(aka.folder.resolve("lib").resolve("build-id"), "build-2\n");

        assertThat(aka.start("info").out()).contains("build-2-Fake1-25+9.aot-looks]");
        aka.named("26-ea");
        assertThat(aka.start("info").out()).contains("build-2-Fake1-26-ea+9.aot-looks]");
    }

    @Test
    void cache_olderThanTheProgram_isTrainedAgain() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");
        aka.start("info");
        Files.setLastModifiedTime(aka.jar(), FileTime.from(Instant.now().plusSeconds(3600)));

        assertThat(aka.start("info").out()).contains("[-XX:AOTCache=");
        assertThat(aka.start("info").out()).contains("[-XX:AOTCache=");
        assertThat(java.trainings()).isEqualTo(2);
    }

    @Test
    void training_thatFailed_isTriedAgainTheNextDayOnly() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25").cannotTrain();

        assertThat(aka.start("info").out()).doesNotContain("AOTCache");
        assertThat(aka.start("info").exit()).isZero();
        assertThat(java.trainings()).isOne();
        Path tried = aka.caches().resolve("build-1-Fake1-25+9.aot-looks.tried");
        FileTime dayAndMore = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Files.setLastModifiedTime(aka.jar(), dayAndMore);
        Files.setLastModifiedTime(tried, dayAndMore);
        assertThat(aka.start("info").err()).isEmpty();
        assertThat(java.trainings()).isEqualTo(2);
    }

    @Test
    void caches_ofEarlierBuilds_goButForTheLastTwo_andThoseOfOtherCommands() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        aka.start("--help");
        Path ofAll = aka.caches().resolve("build-1-Fake1-25+9.aot");
        Files.setLastModifiedTime(ofAll, FileTime.from(Instant.now().minusSeconds(60)));
        for (int build = 1; build <= 5; build++) {
            Files.writeString(aka.folder.resolve("lib").resolve("build-id"), "build-" + build + "\n");
            aka.start("info");
            Path cache = aka.caches().resolve("build-" + build + "-Fake1-25+9.aot-looks");
            Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(10 - build)));
        }

        assertThat(namesIn(aka.caches()))
                .containsExactly(
                        "build-1-Fake1-25+9.aot",
                        "build-3-Fake1-25+9.aot-looks",
                        "build-4-Fake1-25+9.aot-looks",
                        "build-5-Fake1-25+9.aot-looks");
    }

    @Test
    void start_withoutHome_worksWithoutACache() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        aka.environment.remove("HOME");

        Started start = aka.start("info");

        assertThat(start.exit()).isZero();
        assertThat(start.err()).isEmpty();
        assertThat(start.out()).doesNotContain("AOTCache");
    }

    @Test
    void start_whereNoCacheCanBeStored_worksWithoutACache() throws Exception {
        Install aka = Install.in(root);
        FakeJava java = aka.named("25");
        aka.environment.put(
                "XDG_CACHE_HOME", Files.createFile(root.resolve("file")).toString());

        Started start = aka.start("info");

        assertThat(start.exit()).isZero();
        assertThat(start.err()).isEmpty();
        assertThat(start.out()).doesNotContain("AOTCache");
        assertThat(java.trainings()).isZero();
    }

    @Test
    void cache_inAFolderOpenToOthers_isNotUsed() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        aka.start("info");
        Files.setPosixFilePermissions(aka.caches(), PosixFilePermissions.fromString("rwxrwxrwx"));

        Started start = aka.start("info");

        assertThat(start.exit()).isZero();
        assertThat(start.out()).doesNotContain("AOTCache");
    }

    @Test
    void cache_ofAnotherUser_isNotUsed() throws Exception {
        Install aka = Install.in(root);
        aka.named("25");
        assumeRoot();
        aka.start("info");
        Files.setAttribute(aka.caches(), "unix:uid", 65534);

        assertThat(aka.start("info").out()).doesNotContain("AOTCache");
    }

    @Test
    void start_fromAReadOnlyInstallByAnotherUser_works() throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Install aka = Install.in(root);
        aka.named("25");

        Started start = aka.startAs(AS_NOBODY, "info");

        assertThat(start.exit()).isZero();
        assertThat(start.err()).isEmpty();
        assertThat(start.out()).contains("[info]").doesNotContain("AOTCache");
    }

    private static void assumeRoot() throws IOException {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                        && Files.isExecutable(Path.of(AS_NOBODY.getFirst())),
                "only root can act for another user");
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
