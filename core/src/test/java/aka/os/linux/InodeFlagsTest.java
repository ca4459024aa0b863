package aka.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.FileCallException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That a file has no flags, and that nobody could tell which it has, are two things. */
class InodeFlagsTest {

    private static final Path PATH = Path.of("/proc/self/status");
    private static final int CLOSED = -1;

    @Test
    void flagsAndProject_whereTheFileSystemHasNone_areEmpty() throws FileCallException {
        int fd = Libc.openat(
                Libc.AT_FDCWD, Scratch.get().path(PATH.toString().getBytes(StandardCharsets.US_ASCII)), 0, 0);
        try {
            assertThat(InodeFlags.of(fd, () -> PATH)).isEmpty();
            assertThat(InodeFlags.project(fd, () -> PATH)).isEmpty();
        } finally {
            Libc.close(fd);
        }
    }

    @Test
    void flagsAndProject_thatCannotBeRead_areNotTakenForNone() {
        assertThatThrownBy(() -> InodeFlags.of(CLOSED, () -> PATH))
                .isInstanceOf(FileCallException.class)
                .hasMessageContaining("cannot read the flags of " + PATH);
        assertThatThrownBy(() -> InodeFlags.project(CLOSED, () -> PATH))
                .isInstanceOf(FileCallException.class)
                .hasMessageContaining("cannot read the project of " + PATH);
    }
}
