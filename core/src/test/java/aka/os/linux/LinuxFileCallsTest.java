package aka.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the system tells of this process. */
class LinuxFileCallsTest {

    @Test
    void waits_countWhatAThreadWaitedFor() throws InterruptedException {
        try (FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            long before = calls.waits().orElseThrow();
            for (int i = 0; i < 3; i++) {
                Thread.sleep(2);
            }
            assertThat(calls.waits().orElseThrow()).isGreaterThanOrEqualTo(before + 3);
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
