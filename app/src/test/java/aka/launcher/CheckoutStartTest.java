package aka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout, with a Maven that is a script: it notes that it ran, waits for half a second and makes the
 * packaged folder that it was asked for. The Java is the one that runs the tests; the program is what the notes hold.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher there is aka.cmd")
class CheckoutStartTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo built >>../maven-ran
            sleep 0.5
            for argument do
              case $argument in -Daka.folder=*) folder=${argument#*=} ;; esac
            done
            mkdir -p "$folder/lib"
            [ -e ../edit-meanwhile ] && rm ../edit-meanwhile && touch core/src/main/Some.java
            [ -e ../fail ] && echo 'Some.java: a mistake' && exit 1
            cp ../program.jar "$folder/lib/aka.jar"
            """;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static byte[] program;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path root;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Install aka;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        program = Files.readAllBytes(Program.jar(folder));
    }

    @BeforeEach
    void checkout() throws Exception {
        aka = Install.in(root, "check out");
        for (String folder : List.of("launcher", "picocli", "core/src/main", "catalog/src/main", "app/src/main")) {
            Files.createDirectories(aka.folder.resolve(folder));
        }
        for (String file : List.of("aka.cmd", "LICENSE", "NOTICE", "launcher/BuildOnFirstUse.java")) {
            Files.copy(
                    Install.repository().resolve(file), aka.folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        for (String file :
                List.of("pom.xml", "picocli/pom.xml", "core/pom.xml", "catalog/pom.xml", "app/pom.xml", source())) {
            Files.writeString(aka.folder.resolve(file), "");
        }
        Files.write(root.resolve("program.jar"), program);
        FakeJava.executable(aka.path.resolve("mvn"), MAVEN);
        FakeJava.executable(aka.path.resolve("cp"), "#!/bin/sh\nexec /bin/cp \"$@\"\n");
        aka.environment.put("AKA_JAVA", System.getProperty("java.home"));
        aka.environment.remove("HOME"); // no cache: it is tested elsewhere
    }

    @Test
    void firstStart_buildsAndSaysSoInOneLine_andTheSecondDoesNot() throws Exception {
        Started first = aka.start("echo", "hello");
        Started second = aka.start("echo", "hello");

        assertThat(first.out()).isEqualTo("hello\n");
        assertThat(first.err()).hasLineCount(1).startsWith("aka: building");
        assertThat(second.out()).isEqualTo("hello\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isOne();
    }

    @Test
    void twoFirstStartsAtOnce_buildOnce_andBothRun() throws Exception {
        List<String> command = List.of(aka.launcher().toString(), "echo", "hello");
        Started.Running one = Started.running(root, aka.environment, command);
        Started.Running other = Started.running(root, aka.environment, command);

        assertThat(one.end().out()).isEqualTo("hello\n");
        assertThat(other.end().out()).isEqualTo("hello\n");
        assertThat(builds()).isOne();
    }

    @Test
    void editedSource_isBuiltIntoAFolderOfItsOwn() throws Exception {
        aka.start("echo");
        List<Path> before = programs();
        Files.writeString(aka.folder.resolve(source()), "edited");

        assertThat(aka.start("echo").err()).startsWith("aka: building");
        assertThat(programs()).hasSize(2).containsAll(before);
    }

    @Test
    void sourceThatWentAway_isAReasonToBuild() throws Exception {
        aka.start("echo");
        Files.delete(aka.folder.resolve(source()));

        assertThat(aka.start("echo").err()).startsWith("aka: building");
    }

    @Test
    void editDuringABuild_isAReasonToBuildAgain() throws Exception {
        Files.createFile(root.resolve("edit-meanwhile"));
        aka.start("echo");
        aka.start("echo");
        aka.start("echo");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void failedBuild_showsWhyAndDoesNotRunTheOldProgram() throws Exception {
        aka.start("echo");
        Files.writeString(aka.folder.resolve(source()), "edited");
        Files.createFile(root.resolve("fail"));

        Started start = aka.start("echo", "hello");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.out()).isEmpty();
        assertThat(start.err()).contains("Some.java: a mistake", "the build failed");
    }

    @Test
    void start_withoutMaven_saysWhatToInstall() throws Exception {
        Files.delete(aka.path.resolve("mvn"));

        Started start = aka.start("echo");

        assertThat(start.exit()).isEqualTo(70);
        assertThat(start.err()).contains("no mvn on PATH", "apt-get install maven");
    }

    private static String source() {
        return "core/src/main/Some.java";
    }

    private long builds() throws IOException {
        return Files.readAllLines(root.resolve("maven-ran")).size();
    }

    private List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.walk(aka.folder.resolve("app/target/run"))) {
            return files.filter(file -> file.endsWith("aka.jar")).toList();
        }
    }
}
