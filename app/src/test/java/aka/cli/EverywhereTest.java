package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.RawPath;
import aka.file.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CLI users may rely on in every command. */
@Tag("windows")
class EverywhereTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void help_ofEveryCommand_hasAnExample(CommandName name) {
        Ran ran = Ran.inside(name.word(), "--help");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("Usage: aka " + name.word()).contains("Example:  ");
    }

    @Test
    void help_listsEveryCommand() {
        String page = Ran.inside("--help").out();
        for (CommandName name : CommandName.values()) {
            assertThat(page).contains("\n  " + name.word() + " ");
        }
    }

    @Test
    void nothingTyped_printsHelpAndEndsAsWrongUsage() {
        Ran ran = Ran.inside();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).contains("Usage: aka COMMAND");
    }

    @Test
    void everyTopic_hasAPage() {
        for (String topic : HelpTopics.NAMES) {
            Ran ran = Ran.inside("help", topic);
            assertThat(ran.exit()).as(topic).isZero();
            assertThat(ran.out().length()).as(topic).isGreaterThan(200);
        }
    }

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void json_ofWrongUsage_beginsWithStartAndEndsWithSummary(CommandName name) {
        Ran ran = Ran.inside(name.word(), "--no-such-option", "--json");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines()).hasSize(3);
        assertThat(ran.lines().get(0)).startsWith("{\"event\":\"start\",\"schema\":1,");
        assertThat(ran.lines().get(1)).startsWith("{\"event\":\"problem\",\"code\":\"WRONG_USAGE\",");
        assertThat(ran.lines().get(2)).startsWith("{\"event\":\"summary\",\"exit\":2,\"complete\":false,");
    }

    @Test
    void json_ofUnknownCommand_hasNoCommand() {
        Ran ran = Ran.inside("--json", "nfo");
        assertThat(ran.lines().get(0)).contains("\"command\":null");
        assertThat(ran.lines().get(1)).contains("\"wayOut\":\"Did you mean info?\"");
    }

    @Test
    void optionBeforeTheCommand_countsAsBehindIt() {
        assertThat(Ran.inside("--json", "info", temp.toString()).lines().get(1)).startsWith("{\"event\":\"file\"");
    }

    @Test
    void sameFlagTwice_isNoMistake() {
        assertThat(Ran.inside("info", "--json", "--json", temp.toString()).exit())
                .isZero();
    }

    @Test
    void print0_throughStdin0_namesTheSameFiles() throws IOException {
        byte[] odd = RawText.bytes(temp + "/new\nline \u202e\\ \uDCFF");
        assumeTrue(java.io.File.separatorChar == '/', "names are bytes on this system only");
        Path file = Files.writeString(RawPath.path(odd), "x");
        Files.createLink(temp.resolve("b"), file);
        byte[] names = outBytes("list", "--print0", temp.toString());
        Ran ran = Ran.inside(List.of("info", "-0", "--json"), names, Map.of(), Terminals.NONE);
        assertThat(ran.exit()).isZero();
        assertThat(ran.lines()).hasSize(4);
        assertThat(ran.out()).contains("\"pathBytes\":");
    }

    @Test
    void terminal_neverGetsControlCharactersRaw() throws IOException {
        assumeTrue(java.io.File.separatorChar == '/', "names hold control characters on this system only");
        Path file = Files.writeString(temp.resolve("a\033[31m\n\u202e"), "x");
        Ran ran = Ran.inside(List.of("info", "--color=never", file.toString()), new byte[0], Map.of(), terminalOut());
        assertThat(ran.out())
                .contains("a\\x1b[31m\\n\\u202e\n")
                .doesNotContain("\033")
                .doesNotContain("\u202e");
    }

    @Test
    void json_toATerminal_hasNoCharacterOutsideAscii() throws IOException {
        Path file = Files.writeString(temp.resolve("\u009b\u202e\u00fc"), "x");
        Ran ran = Ran.inside(List.of("info", "--json", file.toString()), new byte[0], Map.of(), terminalOut());
        assertThat(ran.out().chars().allMatch(c -> c < 0x7F)).isTrue();
    }

    @Test
    void color_isDecidedByOptionThenNoColorThenForceThenTerminal() {
        List<String> args = List.of("doctor", temp.toString());
        List<String> always = List.of("doctor", "--color", "always", temp.toString());
        assertThat(colored(args, Map.of(), Terminals.NONE)).isFalse();
        assertThat(colored(args, Map.of(), terminalOut())).isTrue();
        assertThat(colored(args, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), terminalOut()))
                .isFalse();
        assertThat(colored(args, Map.of("CLICOLOR_FORCE", "1"), Terminals.NONE)).isTrue();
        assertThat(colored(args, Map.of("TERM", "dumb"), terminalOut())).isFalse();
        assertThat(colored(always, Map.of("NO_COLOR", "1"), Terminals.NONE)).isTrue();
    }

    @Test
    void emptyStdin_isAnEmptyRun() {
        for (String command : List.of("info", "names", "same", "split", "rm", "list", "dupes")) {
            assertThat(Ran.inside(command, "--stdin").exit()).as(command).isZero();
        }
    }

    @Test
    void helpOfDryRun_isOfferedByEveryActingCommandAndNoOther() {
        for (CommandName name : CommandName.values()) {
            boolean offered = Ran.inside(name.word(), "--help").out().contains("--dry-run");
            assertThat(offered).as(name.word()).isEqualTo(name.command().acts());
        }
    }

    /** Git Bash and Wine hand on a TERM to programs whose output is read by another. */
    @Test
    void help_hasColoursWhereEverythingElseHas() {
        for (List<String> args : List.of(List.of("link", "--help"), List.of("help", "link"))) {
            assertThat(colored(args, Map.of("TERM", "xterm-256color"), Terminals.NONE))
                    .isFalse();
            assertThat(colored(args, Map.of(), terminalOut())).isTrue();
            assertThat(colored(args, Map.of("NO_COLOR", "1"), terminalOut())).isFalse();
        }
        assertThat(colored(List.of("link", "--help", "--color", "always"), Map.of(), Terminals.NONE))
                .isTrue();
        assertThat(colored(List.of("link", "--help", "--color=never"), Map.of(), terminalOut()))
                .isFalse();
    }

    @Test
    void consoleThatTakesNoSequences_getsNone() {
        Terminals plain = new Terminals(true, true, true, false);
        assertThat(colored(List.of("doctor", temp.toString()), Map.of(), plain)).isFalse();
        assertThat(colored(List.of("link", "--help"), Map.of(), plain)).isFalse();
    }

    /** Byte by byte, since a write may end within a character. */
    @Test
    void consoleOfAnotherCodePage_getsThat() throws IOException {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (CodePage page = new CodePage(console, Charset.forName("IBM850"))) {
            for (byte b : "ä ❤ 😀 é\n".getBytes(StandardCharsets.UTF_8)) {
                page.write(b);
            }
            page.write("ü\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(console.toByteArray())
                .isEqualTo(new byte[] {(byte) 0x84, ' ', '?', ' ', '?', ' ', (byte) 0x82, '\n', (byte) 0x81, '\n'});
    }

    private static boolean colored(List<String> args, Map<String, String> environment, Terminals terminals) {
        return Ran.inside(args, new byte[0], environment, terminals).out().contains("\033[");
    }

    private static Terminals terminalOut() {
        return new Terminals(false, true, false);
    }

    private static byte[] outBytes(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Main.run(
                args,
                new Surroundings(
                        java.io.InputStream.nullInputStream(),
                        out,
                        java.io.OutputStream.nullOutputStream(),
                        Map.of(),
                        Terminals.NONE,
                        false));
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).endsWith("\0");
        return out.toByteArray();
    }
}
