package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.volume.TestVolume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at once on real files: who comes second is refused, and no byte is lost. */
class RacesTest {

    /** What the writer appends at once. */
    private static final int RECORD = 64;

    @TempDir
    Path folder;

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs the calls of Linux");
    }

    @Test
    void twoProcessesRemovingTheTwoNames_neverTakeBoth() throws Exception {
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            Path one = Files.writeString(folder.resolve("one" + i), "bytes " + i);
            Files.createLink(folder.resolve("two" + i), one);
        }
        String mine = folder.resolve("one").toString();
        String theirs = folder.resolve("two").toString();
        String go = folder.resolve("go").toString();

        Process first = Forked.start(List.of(), "race", go, mine, String.valueOf(rounds));
        Process second = Forked.start(List.of(), "race", go, theirs, String.valueOf(rounds));
        Files.createFile(folder.resolve("go"));
        Forked.end(first, 0, 3);
        Forked.end(second, 0, 3);

        for (int i = 0; i < rounds; i++) {
            Path one = folder.resolve("one" + i);
            Path left = Files.exists(one) ? one : folder.resolve("two" + i);
            assertThat(left).as("round " + i).hasContent("bytes " + i);
        }
        try (var entries = Files.list(folder)) {
            assertThat(entries.filter(path -> String.valueOf(path.getFileName()).startsWith(".aka-")))
                    .isEmpty();
        }
    }

    @Test
    void otherNameRemovedInTheLastInstant_theBytesGetTheNameAgain() throws Exception {
        assumeTrue(TestVolume.isFound("strace"), "needs strace to hold a process at a system call");
        Path one = Files.writeString(folder.resolve("one"), "bytes");
        Path two = Files.createLink(folder.resolve("two"), one);
        List<String> slowly = List.of(
                "strace", "-f", "-o", "/dev/null", "-e", "trace=unlinkat", "-e", "inject=unlinkat:delay_enter=1500000");

        Process rm = Forked.start(slowly, "rm", one.toString());
        while (Files.exists(one) && rm.isAlive()) {
            Thread.sleep(5);
        }
        Files.delete(two);

        Forked.end(rm, 3);
        assertThat(one).hasContent("bytes");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(one);
        }
    }

    @Test
    void splitRacingAWriterThatAppendsThroughTheOtherName_losesNoAppendedByte() throws Exception {
        Set<Trouble> refusals = EnumSet.noneOf(Trouble.class);
        int splits = 0;
        for (int round = 0; round < 60; round++) {
            Path one = Files.write(folder.resolve("one"), new byte[0]);
            Path two = Files.createLink(folder.resolve("two"), one);
            ByteArrayOutputStream appended = new ByteArrayOutputStream();
            AtomicBoolean stop = new AtomicBoolean();
            try (Volumes volumes = Volumes.open();
                    ExecutorService writer = Executors.newSingleThreadExecutor()) {
                Future<?> writing = writer.submit(() -> append(two, appended, stop));
                Thread.sleep(round % 4);
                try {
                    volumes.split(one, new CancelToken());
                    splits++;
                } catch (FileCallException refused) {
                    refusals.add(refused.trouble());
                }
                stop.set(true);
                writing.get();
            }
            byte[] all = appended.toByteArray();
            byte[] own = Files.readAllBytes(one);
            assertThat(two).hasBinaryContent(all);
            assertThat(own).isEqualTo(Arrays.copyOf(all, own.length));
            assertThat(own.length % RECORD).as("whole appends only").isZero();
            Files.delete(one);
            Files.delete(two);
        }
        assertThat(splits).isPositive();
        assertThat(refusals).isSubsetOf(Trouble.BUSY, Trouble.CHANGED);
    }

    private static Void append(Path path, ByteArrayOutputStream appended, AtomicBoolean stop) throws IOException {
        for (int i = 0; !stop.get() && i < 100_000; i++) {
            byte[] bytes = String.format("%063d%n", i).getBytes(StandardCharsets.US_ASCII);
            Files.write(path, bytes, StandardOpenOption.APPEND);
            appended.write(bytes);
            if (i % 50 == 49) {
                LockSupport.parkNanos(3_000_000);
            }
        }
        return null;
    }
}
