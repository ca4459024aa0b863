package aka.link;

import static org.assertj.core.api.Assertions.assertThat;

import aka.link.Sameness.Verdict;
import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.os.Trouble;
import aka.os.portable.PortableFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What paths have in common, on a real file system. */
class SamenessTest {

    @TempDir
    Path folder;

    private final FileCalls calls = new PortableFileCalls();

    @Test
    void namesOfOneBody_areOneFile() throws IOException {
        Path file = file("a", "bytes");
        assertThat(verdict(file, Files.createLink(folder.resolve("b"), file))).isEqualTo(Verdict.ONE_FILE);
    }

    @Test
    void equalBytes_areCopies() throws IOException {
        assertThat(verdict(file("a", "bytes"), file("b", "bytes"))).isEqualTo(Verdict.EQUAL_COPIES);
    }

    @Test
    void differenceOfOneByte_isDifferent() throws IOException {
        assertThat(verdict(file("a", "bytes"), file("b", "bytez"))).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void otherLength_isDifferentAndSaysSo() throws IOException {
        Sameness sameness = of(file("a", "bytes"), file("b", "more bytes"));
        assertThat(sameness.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(sameness.reason()).isEqualTo("one has 5 bytes, one 10");
    }

    @Test
    void chainOfSymbolicLinks_isFollowedFromTheFolderOfEach() throws IOException {
        Path file = file("a", "bytes");
        Files.createDirectory(folder.resolve("d"));
        Files.createSymbolicLink(folder.resolve("d/one"), Path.of("../two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("a"));
        assertThat(verdict(file, folder.resolve("d/one"))).isEqualTo(Verdict.SYMLINK);
    }

    @Test
    void symbolicLinkToACopy_isACopy() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("s"), file("b", "bytes"));
        assertThat(verdict(file("a", "bytes"), link)).isEqualTo(Verdict.EQUAL_COPIES);
    }

    @Test
    void circleOfSymbolicLinks_isUnknown() throws IOException {
        Files.createSymbolicLink(folder.resolve("s"), Path.of("r"));
        Files.createSymbolicLink(folder.resolve("r"), Path.of("s"));
        Sameness sameness = of(file("a", "bytes"), folder.resolve("s"));
        assertThat(sameness.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(sameness.trouble().orElseThrow().trouble()).isEqualTo(Trouble.TOO_MANY_LINKS);
    }

    @Test
    void missingPath_isUnknownWithTheReason() throws IOException {
        Sameness sameness = of(file("a", "bytes"), folder.resolve("nosuch"));
        assertThat(sameness.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(sameness.reason()).contains("nosuch");
    }

    @Test
    void foldersThatAreTwo_areNotRead() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(verdict(one, other)).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(one, one)).isEqualTo(Verdict.ONE_FILE);
        assertThat(verdict(one, file("a", ""))).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void threePaths_areWhatHoldsForAll() throws IOException {
        Path file = file("a", "bytes");
        Path name = Files.createLink(folder.resolve("b"), file);
        Path copy = file("c", "bytes");
        assertThat(verdict(file, name, copy)).isEqualTo(Verdict.EQUAL_COPIES);
        assertThat(verdict(copy, file, name)).isEqualTo(Verdict.EQUAL_COPIES);
        assertThat(verdict(file, name, copy, file("d", "other"))).isEqualTo(Verdict.DIFFERENT);
    }

    private Path file(String leaf, String bytes) throws IOException {
        return Files.writeString(folder.resolve(leaf), bytes);
    }

    private Verdict verdict(Path... paths) {
        return of(paths).verdict();
    }

    private Sameness of(Path... paths) {
        return Sameness.of(calls, List.of(paths), new CancelToken());
    }

    @Test
    void filesAtTheSamePlaceOfTwoVolumes_areNotTakenForClones() throws IOException {
        try (Volumes best = Volumes.open();
                TestVolume one = TestVolume.make("ext4", 16);
                TestVolume other = TestVolume.make("ext4", 16)) {
            Path a = Files.writeString(one.root().resolve("f"), "A".repeat(1 << 20));
            Path b = Files.writeString(other.root().resolve("f"), "B".repeat(1 << 20));

            assertThat(Sameness.of(best.calls(), List.of(a, b), new CancelToken())
                            .verdict())
                    .isEqualTo(Verdict.DIFFERENT);
        }
    }
}
