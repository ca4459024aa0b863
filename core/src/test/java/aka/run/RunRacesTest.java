package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run and a writer at once on real files: no byte is lost, whoever comes first. */
class RunRacesTest {

    private static final SharedVolumes VOLUMES = new SharedVolumes();

    /** What the writer appends at once. */
    private static final int RECORD = 64;

    @AfterAll
    static void unmount() {
        VOLUMES.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "tmpfs"})
    void splitRacingAWriterThatAppendsThroughTheOtherName_losesNoAppendedByte(String type) throws Exception {
        Set<StepReason> refusals = EnumSet.noneOf(StepReason.class);
        int splits = 0;
        Path folder = VOLUMES.folder(type);
        for (int round = 0; round < 60; round++) {
            Path one = Files.write(folder.resolve("one"), new byte[0]);
            Path two = Files.createLink(folder.resolve("two"), one);
            ByteArrayOutputStream appended = new ByteArrayOutputStream();
            AtomicBoolean stop = new AtomicBoolean();
            try (FileCalls calls = LinuxFileCalls.open().orElseThrow();
                    ExecutorService writer = Executors.newSingleThreadExecutor()) {
                int pauseMillis = 1 << round % 7;
                Future<?> writing = writer.submit(() -> append(two, appended, pauseMillis, stop));
                Thread.sleep(round % 4);
                Ran ran = Ran.of(new TestPlan(calls, folder).split("one").plan(), calls);
                stop.set(true);
                writing.get();
                refusals.addAll(ran.reasons());
                splits += (int) ran.result.done();
            }
            byte[] all = appended.toByteArray();
            byte[] own = Files.readAllBytes(one);
            assertThat(two).hasBinaryContent(all);
            assertThat(own).isEqualTo(Arrays.copyOf(all, own.length));
            assertThat(own.length % RECORD).as("whole appends only").isZero();
            Files.delete(one);
            Files.delete(two);
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(splits).isPositive();
        assertThat(refusals).isSubsetOf(StepReason.BUSY, StepReason.CHANGED);
    }

    private static Void append(Path path, ByteArrayOutputStream appended, int pauseMillis, AtomicBoolean stop)
            throws IOException {
        for (int i = 0; !stop.get() && i < 100_000; i++) {
            byte[] bytes = String.format("%063d%n", i).getBytes(StandardCharsets.US_ASCII);
            Files.write(path, bytes, StandardOpenOption.APPEND);
            appended.write(bytes);
            if (i % 50 == 49) {
                LockSupport.parkNanos(1_000_000L * pauseMillis);
            }
        }
        return null;
    }
}
