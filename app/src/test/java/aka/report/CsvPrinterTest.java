package aka.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.dedupe.Evidence;
import aka.dedupe.Group;
import aka.dedupe.GroupBody;
import aka.file.FileKey;
import aka.file.Leaf;
import aka.file.Name;
import aka.file.RawPath;
import aka.file.VolumeId;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Groups as rows of a spreadsheet. */
class CsvPrinterTest {

    private static final Instant TIME = Instant.parse("2026-11-22T16:21:13.5Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void rows_areOneAName_andReclaimableAddsUp() {
        GroupBody two = new GroupBody(
                Optional.of(new FileKey(new VolumeId(0, 0x0a0b, true), 0, 0x11)),
                OptionalInt.of(2),
                OptionalLong.of(4096),
                TIME,
                true,
                List.of(name("a"), name("b")));
        print(false, group(two, unknown("c")));
        assertThat(lines())
                .containsExactly(
                        "group,body,path,sizeBytes,reclaimableBytes,linkCount,allocatedBytes,modifiedUtc,evidence,"
                                + "volume,fileKey,path" + WrittenPath.SUFFIX,
                        "1,1," + shown("a")
                                + ",5,4096,2,4096,2026-11-22 16:21:13,bytes,0000000000000a0b,0000000000000a0b:11,",
                        "1,1," + shown("b")
                                + ",5,,2,4096,2026-11-22 16:21:13,bytes,0000000000000a0b,0000000000000a0b:11,",
                        "1,2," + shown("c") + ",5,,,,2026-11-22 16:21:13,bytes,,,");
    }

    @Test
    void fields_withCommasQuotesAndLineBreaks_areQuoted() {
        assumeTrue(File.separatorChar == '/', "needs names that hold such characters");
        print(false, group(unknown("a,b"), unknown("say \"x\""), unknown("two\nlines")));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("1,1,\"d/a,b\",5,")
                .contains("1,2,\"d/say \"\"x\"\"\",5,")
                .contains("1,3,\"d/two\nlines\",5,");
    }

    @Test
    void nameThatIsNoText_hasItsBytesBeside() {
        assumeTrue(File.separatorChar == '/', "needs names that are bytes");
        print(false, group(unknown(new byte[] {'a', (byte) 0xFF}), unknown("c")));
        assertThat(lines().get(1)).startsWith("1,1,d/a\uFFFD,5,").endsWith(",ZC9h/w==");
    }

    @Test
    void name_steersNoTerminal() {
        assumeTrue(File.separatorChar == '/', "needs names that hold such characters");
        print(true, group(unknown("red\033[31m"), unknown("c")));
        assertThat(lines().get(1)).startsWith("1,1,d/red\\x1b[31m,5,");
    }

    @Test
    void whatIsNoGroup_isToldOnStderr() {
        print(false, new Note("nothing found"));
        assertThat(lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("nothing found\n");
    }

    private void print(boolean terminal, Event event) {
        Page page = new Page(new Ink(out, terminal, false), new Ink(err, false, false), false, false, false);
        CsvPrinter printer = new CsvPrinter(out, page, terminal);
        printer.print(new Start("0", "dupes", List.of(), Path.of(""), "any"));
        printer.print(event);
        printer.flush();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static GroupFound group(GroupBody... bodies) {
        return new GroupFound(
                new Group(5, Evidence.BYTES, Stream.of(bodies).toList(), 5L * (bodies.length - 1), 4096, false));
    }

    private static GroupBody unknown(String leaf) {
        return unknown(leaf.getBytes(StandardCharsets.UTF_8));
    }

    private static GroupBody unknown(byte[] leaf) {
        return new GroupBody(
                Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), TIME, false, List.of(name(leaf)));
    }

    private static Name name(String leaf) {
        return name(leaf.getBytes(StandardCharsets.UTF_8));
    }

    private static Name name(byte[] leaf) {
        return new Name(Path.of("d"), Leaf.of(leaf));
    }

    private static String shown(String leaf) {
        return new String(RawPath.bytes(Path.of("d", leaf)), StandardCharsets.UTF_8);
    }
}
