package aka.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class RawPathTest {

    private static final long SEED = 20;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a path is no bytes there")
    void anyLeaf_relativeOrAbsolute_comesBackAsItWas() {
        assertThat(RoundTrips.broken(SEED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a path is no bytes there")
    void anyLeaf_inAnyLocale_comesBackAsItWas(String locale) throws IOException, InterruptedException {
        ProcessBuilder forked = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RoundTrips.class.getName());
        forked.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        forked.environment().put("LC_ALL", locale);
        Process process = forked.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("broken: []");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a path is no bytes there")
    void bytes_ofARelativePath_stayRelative() {
        assertThat(RawPath.bytes(Path.of("a/b"))).isEqualTo("a/b".getBytes(UTF_8));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a path is no bytes there")
    void bytes_ofAFolderOnDiskWhoseNameIsNoText_haveNoSlashAtTheEnd(@TempDir Path home) throws IOException {
        Path folder = Leaf.of(new byte[] {'b', 'a', 'd', (byte) 0xFF}).in(home);
        Files.createDirectory(folder);

        assertThat(RawPath.bytes(folder)).endsWith('d', 0xFF);
        assertThat(RawPath.path(RawPath.bytes(folder))).isEqualTo(folder);
    }

    @Test
    void bytes_ofTheEmptyPath_areNone() {
        assertThat(RawPath.bytes(Path.of(""))).isEmpty();
        assertThat(RawPath.path(new byte[0])).isEqualTo(Path.of(""));
    }

    @Test
    void path_withANulByte_isRefused() {
        assertThatThrownBy(() -> RawPath.path(new byte[] {'a', 0, 'b'})).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void join_putsOneSeparatorBetween() {
        assertThat(joined("a", "b")).isEqualTo("a/b");
        assertThat(joined("/", "b")).isEqualTo("/b");
        assertThat(joined("a/", "b")).isEqualTo("a/b");
        assertThat(joined("", "b")).isEqualTo("b");
    }

    @Test
    void isUtf8_isTrueForWellFormedTextOnly() {
        assertThat(RawPath.isUtf8("ü€😀".getBytes(UTF_8))).isTrue();
        assertThat(RawPath.isUtf8(new byte[] {'a', (byte) 0xFF})).isFalse();
        assertThat(RawPath.isUtf8(HexFormat.of().parseHex("eda080"))).isFalse();
        assertThat(RawPath.isUtf8(HexFormat.of().parseHex("c080"))).isFalse();
    }

    private static String joined(String folder, String leaf) {
        return new String(RawPath.join(folder.getBytes(UTF_8), leaf.getBytes(UTF_8)), UTF_8);
    }

    /** Makes paths of random bytes and takes them apart again; a program of its own, for a locale of its own. */
    static final class RoundTrips {

        private RoundTrips() {}

        @SuppressWarnings("SystemOut") // What a process has to say, it says there.
        public static void main(String[] args) {
            System.out.print("broken: " + broken(SEED));
        }

        /** Returns the bytes, in hexadecimal, that did not come back. */
        static List<String> broken(long seed) {
            Random random = new Random(seed);
            return Stream.generate(() -> raw(random))
                    .limit(20_000)
                    .filter(raw -> !Arrays.equals(raw, RawPath.bytes(RawPath.path(raw))))
                    .map(HexFormat.of()::formatHex)
                    .limit(10)
                    .toList();
        }

        private static byte[] raw(Random random) {
            byte[] raw = random.nextBoolean() ? new byte[] {'/'} : new byte[0];
            int parts = 1 + random.nextInt(3);
            for (int i = 0; i < parts; i++) {
                raw = RawPath.join(raw, leaf(random));
            }
            return raw;
        }

        private static byte[] leaf(Random random) {
            if (random.nextInt(3) == 0) {
                return random.ints(1 + random.nextInt(9), 0x20, 0x11000)
                        .filter(point -> point != '/' && (point < 0xD800 || point > 0xDFFF))
                        .collect(() -> new StringBuilder("t"), StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .getBytes(UTF_8);
            }
            byte[] leaf = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < leaf.length; i++) {
                byte b = (byte) (1 + random.nextInt(255));
                leaf[i] = b == '/' ? (byte) '%' : b;
            }
            return leaf;
        }
    }
}
