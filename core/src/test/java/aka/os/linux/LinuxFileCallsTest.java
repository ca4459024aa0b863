package aka.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import aka.os.FileCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system tells of this process. */
class LinuxFileCallsTest {

    @Test
    void waits_forOtherThings_areNoWaitsForADisk() throws InterruptedException {
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            sleepAWhile();
            long before = calls.waits().orElseThrow();
            sleepAWhile();
            assertThat(calls.waits()).hasValue(before);
        }
    }

    private static void sleepAWhile() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            Thread.sleep(2);
        }
    }

    @Test
    void waits_forBytesThatAreNotInMemory_areCounted(@TempDir Path temp) throws IOException {
        Path path = temp.resolve("file");
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow();
                FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assumeFalse(calls.volume(temp).fileSystem().equals("tmpfs"), "all files of this system are in memory");
            channel.write(ByteBuffer.allocate(1 << 20));
            channel.force(true);
            long before = calls.waits().orElseThrow();
            int fd = Libc.openat(
                    Libc.AT_FDCWD, Scratch.get().path(path.toString().getBytes(StandardCharsets.UTF_8)), 0, 0);
            Libc.posixFadvise(fd, 0, Libc.POSIX_FADV_DONTNEED);
            assertThat(LinuxBody.read(fd, ByteBuffer.allocateDirect(1 << 20), 0))
                    .isEqualTo(1 << 20);
            Libc.close(fd);
            assertThat(calls.waits().orElseThrow()).isGreaterThan(before);
        }
    }

    @Test
    void memoryForFiles_isLessThanThereIs() throws IOException {
        long total = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[1]) * 1024)
                .findFirst()
                .orElseThrow();
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            assertThat(calls.memoryForFiles().orElseThrow()).isBetween(1L, total);
        }
    }

    @Test
    void maxOpenFiles_isTheSoftLimitThatProcTells() throws IOException {
        String limits = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .findFirst()
                .orElseThrow();
        String soft = limits.split(" {2,}", -1)[1];
        long expected = soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            assertThat(calls.maxOpenFiles()).hasValue(expected);
        }
    }
}
