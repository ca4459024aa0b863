package aka.os.portable;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    private static final Path A = Path.of("a");
    private static final Path B = Path.of("b");

    @ParameterizedTest
    @CsvSource({
        "Invalid cross-device link, DIFFERENT_VOLUMES, EXDEV, 18",
        "Cross-device link, DIFFERENT_VOLUMES, EXDEV, 18",
        "Too many links, LINK_LIMIT, EMLINK, 31",
        "Operation not permitted, NO_PERMISSION, EPERM, 1",
        "Read-only file system, READ_ONLY, EROFS, 30",
        "No space left on device, NO_SPACE, ENOSPC, 28",
        "Too many open files, TOO_MANY_OPEN, EMFILE, 24",
        "Too many open files in system, TOO_MANY_OPEN, ENFILE, 23",
        "Input/output error, IO_ERROR, EIO, 5",
        "Is a directory, IS_FOLDER, EISDIR, 21"
    })
    void theTextOfAnError_tellsItsNameAndNumber(String text, Trouble trouble, String name, int number) {
        FileCallException failure = linking(new FileSystemException("a", "b", text));

        assertThat(failure.trouble()).isEqualTo(trouble);
        assertThat(failure.osError()).isEqualTo(name);
        assertThat(failure.osNumber()).isEqualTo(number);
        assertThat(failure.wayOut()).isNotEmpty();
    }

    @Test
    void aTextThatIsNotKnown_isTheReasonAndHasNoName() {
        FileCallException failure = linking(new FileSystemException("a", "b", "Ungültiger Link"));

        assertThat(failure.trouble()).isEqualTo(Trouble.OTHER);
        assertThat(failure.osError()).isEmpty();
        assertThat(failure).hasMessage("cannot make b a name of a: Ungültiger Link");
    }

    @Test
    void anExceptionOfItsOwnType_needsNoText() {
        FileCallException failure = linking(new AccessDeniedException("a"));

        assertThat(failure.trouble()).isEqualTo(Trouble.NO_PERMISSION);
        assertThat(failure.osError()).isEqualTo("EACCES");
    }

    @Test
    void anErrorOfAnOpenFile_isAnIoError() {
        assertThat(linking(new IOException("gone")).trouble()).isEqualTo(Trouble.IO_ERROR);
    }

    @Test
    void bothPathsAndTheCause_areKept() {
        IOException thrown = new FileSystemException("a", "b", "Too many links");

        FileCallException failure = linking(thrown);

        assertThat(failure.path()).isEqualTo(A);
        assertThat(failure.otherPath()).contains(B);
        assertThat(failure).hasCause(thrown);
    }

    @Test
    void aMissingCall_isNamed() {
        FileCallException refused = new Failure("swap a and b", A, B).lacks("renameat2(2)", "Do without.");

        assertThat(refused.trouble()).isEqualTo(Trouble.UNSUPPORTED);
        assertThat(refused).hasMessage("cannot swap a and b: the plain JDK has no renameat2(2). Do without.");
    }

    private static FileCallException linking(IOException thrown) {
        return new Failure("make b a name of a", A, B).from(thrown);
    }
}
