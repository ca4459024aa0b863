package aka.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import aka.content.BodyHashes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many files of one length on a real file system: more than are held open, or than fit side by side in memory. */
class CrowdTest {

    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    static Stream<Named<Supplier<FileCalls>>> routes() {
        return Routes.all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_aThousandEqualSmallFiles_areOneGroupComparedByteForByte(Supplier<FileCalls> route) throws Exception {
        byte[] bytes = randomBytes(1, 10_240);
        for (int i = 0; i < 1000; i++) {
            Files.write(folder.resolve("f" + i), bytes);
        }
        Group group = search(route).only();
        assertThat(group.bodies()).hasSize(1000);
        assertThat(group.evidence()).isEqualTo(Evidence.BYTES);
        assertThat(group.redundantBytes()).isEqualTo(999 * 10_240);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_twoHundredLongFiles_areToldApartByHashBetweenTheirEnds(Supplier<FileCalls> route) throws Exception {
        for (int i = 0; i < 200; i++) {
            // Holes, but for two bytes: every fourth is of another kind.
            writeAt(MIB - 1, 9, folder.resolve("f" + i));
            writeAt(MIB / 2, i % 4 == 0 ? 1 : 2, folder.resolve("f" + i));
        }
        Search search = search(route);
        assertThat(search.result().groups()).hasSize(2);
        assertThat(search.result().groups())
                .allSatisfy(group -> assertThat(group.evidence()).isEqualTo(Evidence.HASH))
                .extracting(group -> group.bodies().size())
                .containsExactlyInAnyOrder(50, 150);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_verified_comparesCrowdsOfLongFilesByteForByte(Supplier<FileCalls> route) throws Exception {
        for (int i = 0; i < 200; i++) {
            writeAt(MIB / 2, i % 4 == 0 ? 1 : 2, folder.resolve("f" + i));
        }
        assertThat(verified(route).result().groups())
                .allSatisfy(group -> assertThat(group.evidence()).isEqualTo(Evidence.BYTES))
                .extracting(group -> group.bodies().size())
                .containsExactlyInAnyOrder(50, 150);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_verified_comparesMoreKindsThanFitInMemoryByteForByte(Supplier<FileCalls> route) throws Exception {
        for (int kind = 0; kind < 70; kind++) {
            byte[] content = randomBytes(kind, 128 * 1024);
            Files.write(folder.resolve("%02d-a".formatted(kind)), content);
            Files.write(folder.resolve("%02d-b".formatted(kind)), content);
        }
        assertThat(verified(route).result().groups()).hasSize(70).allSatisfy(group -> {
            assertThat(group.evidence()).isEqualTo(Evidence.BYTES);
            assertThat(group.bodies()).hasSize(2);
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_aHundredLongFilesOfTwoEnds_areComparedByteForByte(Supplier<FileCalls> route) throws Exception {
        for (int i = 0; i < 100; i++) {
            writeAt(MIB - 1, i % 2, folder.resolve("f" + i));
        }
        Search search = search(route);
        assertThat(search.result().groups()).hasSize(2).allSatisfy(group -> {
            assertThat(group.evidence()).isEqualTo(Evidence.BYTES);
            assertThat(group.bodies()).hasSize(50);
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_longFilesThatDifferAtTheirEndsOnly_areNotReadThrough(Supplier<FileCalls> route) throws Exception {
        for (int i = 0; i < 100; i++) {
            writeAt(MIB - 1, i, folder.resolve("f" + i));
        }
        AtomicLong read = new AtomicLong();
        FinderListener listener = new FinderListener() {
            @Override
            public void comparing(Compared soFar) {
                read.set(soFar.readBytes());
            }
        };
        try (FileCalls calls = route.get()) {
            Search search = Search.in(calls, List.of(folder), listener, new CancelToken());
            assertThat(search.result().groups()).isEmpty();
        }
        assertThat(read.get()).isBetween(100L * 16 * 1024, 100L * MIB / 16);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_manyLongFilesOfFewKinds_areComparedByteForByte(Supplier<FileCalls> route) throws Exception {
        for (int i = 0; i < 100; i++) {
            writeAt(0, i % 5, folder.resolve("f" + i));
        }
        Search search = search(route);
        assertThat(search.result().groups()).hasSize(5).allSatisfy(group -> {
            assertThat(group.evidence()).isEqualTo(Evidence.BYTES);
            assertThat(group.bodies()).hasSize(20);
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_moreKindsThanFitInMemory_areToldApartByHash(Supplier<FileCalls> route) throws Exception {
        int bytes = 128 * 1024;
        for (int kind = 0; kind < 70; kind++) {
            byte[] content = randomBytes(kind, bytes);
            Arrays.fill(content, 0, BodyHashes.HEAD_BYTES, (byte) 0);
            Files.write(folder.resolve("%02d-a".formatted(kind)), content);
            Files.write(folder.resolve("%02d-b".formatted(kind)), content);
        }
        Search search = search(route);
        assertThat(search.result().groups())
                .hasSize(70)
                .allSatisfy(group -> assertThat(group.bodies()).hasSize(2));
        assertThat(search.result().groups())
                .filteredOn(group -> group.evidence() == Evidence.HASH)
                .hasSizeBetween(4, 6);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_twice_givesEqualResults(Supplier<FileCalls> route) throws Exception {
        for (int i = 0; i < 300; i++) {
            Files.write(folder.resolve("f" + i), randomBytes(i % 20, 1000 + i % 7));
        }
        Search first = search(route);
        assertThat(first.result().groups()).isNotEmpty();
        assertThat(search(route).result()).isEqualTo(first.result());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void find_aFileWithModeNothing_isToldAndTheRestIsFound(Supplier<FileCalls> route) throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root can read a file whatever its mode");
        for (String name : List.of("a", "b", "c")) {
            Files.write(folder.resolve(name), new byte[] {1, 2, 3});
        }
        Files.setPosixFilePermissions(folder.resolve("b"), PosixFilePermissions.fromString("---------"));
        Search search = search(route);
        assertThat(search.only().bodies()).hasSize(2);
        assertThat(search.result().count().unreadable()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(folder.resolve("b"));
            assertThat(one.why().trouble()).isEqualTo(Trouble.NO_PERMISSION);
        });
    }

    private Search search(Supplier<FileCalls> route) throws FileCallException {
        try (FileCalls calls = route.get()) {
            return Search.in(calls, List.of(folder), FinderListener.NONE, new CancelToken());
        }
    }

    private Search verified(Supplier<FileCalls> route) throws FileCallException {
        try (FileCalls calls = route.get()) {
            return Search.in(
                    calls,
                    List.of(folder),
                    new FinderOptions(true, Remembering.NOTHING),
                    FinderListener.NONE,
                    new CancelToken());
        }
    }

    private static byte[] randomBytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void writeAt(int offset, int value, Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(MIB);
            file.seek(offset);
            file.write(value);
        }
    }
}
