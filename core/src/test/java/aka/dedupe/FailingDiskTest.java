package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.volume.TestVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A file whose middle the disk no longer gives: btrfs refuses what does not have its checksum. */
@Timeout(60)
class FailingDiskTest {

    private static final List<String> LEAVES = List.of("a", "b", "c");

    private TestVolume volume;
    private FileCalls calls;

    @BeforeEach
    void spoilOneOfThree() throws IOException, FileCallException {
        volume = TestVolume.make("btrfs", 128);
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        for (String leaf : LEAVES) {
            Files.write(volume.root().resolve(leaf), bytes);
        }
        calls = LinuxFileCalls.open().orElseThrow();
        volume.spoil(Arrays.copyOfRange(bytes, 1 << 19, (1 << 19) + 4096));
    }

    @AfterEach
    void close() {
        if (calls != null) {
            calls.close();
        }
        if (volume != null) {
            volume.close();
        }
    }

    @Test
    void find_aFileThatCannotBeReadInItsMiddle_isToldAndTheOthersAreFound() throws FileCallException {
        Search search = Search.in(calls, volume.root().toString());

        assertThat(search.trouble()).hasSize(1).first().asString().startsWith("IO_ERROR ");
        List<String> left = new ArrayList<>(LEAVES.stream()
                .map(leaf -> volume.root().resolve(leaf).toString())
                .toList());
        left.remove(search.trouble().getFirst().substring("IO_ERROR ".length()));
        assertThat(search.groups()).containsExactly(String.join(" ", left));
    }
}
