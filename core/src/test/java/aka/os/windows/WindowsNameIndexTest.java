package aka.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.file.Name;
import aka.os.FileCallException;
import aka.os.NameIndex;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over a library of our own, which tells what a test wants: Wine does not have these calls. */
@Tag("windows")
@Timeout(60)
class WindowsNameIndexTest {

    private static final int NEVER = -1;

    @TempDir
    private Path folder;

    private Path file;
    private NameIndex index;
    private Function tell;
    private Function openSearches;

    @BeforeEach
    void load() throws IOException {
        assumeTrue(System.getProperty("os.name").startsWith("Windows"), "needs Windows");
        String built = System.getProperty("aka.filenames", "");
        assumeTrue(!built.isEmpty(), "needs windows/filenames.c, which windows/lanes.sh builds");
        Library library = new Library(built);
        tell = Function.of(library, CType.BOOL, "AkaTell", CType.LPCWSTR, CType.DWORD, CType.DWORD);
        openSearches = Function.of(library, CType.DWORD, "AkaOpenSearches", CType.DWORD);
        index = new WindowsNameIndex(new FileNameCalls(library), new WindowsVolumes());
        folder = folder.toRealPath();
        file = Files.writeString(folder.resolve("file"), "bytes");
    }

    @AfterEach
    void everySearchIsClosed() {
        if (openSearches != null) {
            assertThat(openSearches.call(0)).isZero();
        }
    }

    @Test
    void names_toldInAnotherOrder_areAllBelowTheDriveOfThePath() throws IOException {
        Path other = link("a");
        Path further = link("d\\ä😀");
        tell(NEVER, 0, other, further, file);

        assertThat(names(file)).containsExactly(other, further, file);
        assertThat(names(further)).containsExactly(other, further, file);
    }

    @Test
    void names_longerThanTheRoomForThem_areReadWithMore() throws IOException {
        Path longer = link("d".repeat(100) + "\\" + "n".repeat(150));
        Path longest = link("e".repeat(200) + "\\" + "f".repeat(200) + "\\" + "n".repeat(200));
        tell(NEVER, 0, longer, file, longest);

        assertThat(names(file)).containsExactly(longer, file, longest);
    }

    @Test
    void names_whenTheListBreaksOff_areRefused() throws IOException {
        tell(1, WinError.ERROR_IO_DEVICE.number(), file, link("a"), link("b"));

        assertThat(refusal()).extracting(FileCallException::trouble).isEqualTo(Trouble.IO_ERROR);
    }

    @Test
    void names_whenACallFailsWithoutAnError_areRefused() throws IOException {
        tell(1, 0, file, link("a"));

        assertThat(refusal()).extracting(FileCallException::osNumber).isEqualTo(1);
    }

    @Test
    void names_whereMoreRoomIsNeverEnough_areRefused() throws IOException {
        tell(1, Kernel32.ERROR_MORE_DATA, file, link("a"));

        assertThat(refusal()).extracting(FileCallException::osNumber).isEqualTo(Kernel32.ERROR_MORE_DATA);
    }

    @Test
    void names_whereTheCallIsNotThere_areUnsupported() {
        tell(0, WinError.ERROR_CALL_NOT_IMPLEMENTED.number());

        assertThat(refusal().trouble()).isEqualTo(Trouble.UNSUPPORTED);
        assertThat(refusal()).hasMessageContaining("ERROR_CALL_NOT_IMPLEMENTED 120");
    }

    @Test
    void names_thatLeadNowhere_areUnsupported() {
        tell(NEVER, 0, folder.resolve("gone"));

        assertThat(refusal().trouble()).isEqualTo(Trouble.UNSUPPORTED);
    }

    @Test
    void names_ofNoFile_areRefused() {
        assertThat(catchThrowableOfType(FileCallException.class, () -> index.names(folder.resolve("gone"))))
                .extracting(FileCallException::trouble)
                .isEqualTo(Trouble.MISSING);
    }

    private Path link(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        return Files.createLink(path, file);
    }

    /** Lets the library tell these from the root of their drive on; the call for the one {@code at} fails. */
    private void tell(int at, int error, Path... told) {
        StringBuilder units = new StringBuilder();
        Stream.of(told)
                .map(path -> path.toString().substring(2))
                .forEach(path -> units.append(path).append('\0'));
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory memory = NativeMemory.in(arena, 2 * units.length() + 2);
            for (int i = 0; i < units.length(); i++) {
                memory.bytes().putChar(2 * i, units.charAt(i));
            }
            assertThat(tell.call(memory.address(), at, error)).isEqualTo(1);
        }
    }

    private List<Path> names(Path path) throws FileCallException {
        return index.names(path).stream().map(Name::path).toList();
    }

    private FileCallException refusal() {
        return catchThrowableOfType(FileCallException.class, () -> index.names(file));
    }
}
