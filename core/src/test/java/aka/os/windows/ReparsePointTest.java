package aka.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.Kind;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reparse points are and where they lead, replayed: Wine has none. */
class ReparsePointTest {

    private static final int SYMLINK = 0xA000_000C;
    private static final int MOUNT_POINT = 0xA000_0003;
    private static final int LX_SYMLINK = 0xA000_001D;

    private final NativeMemory memory = NativeMemory.in(Arena.ofAuto(), 1024);

    @ParameterizedTest
    @CsvSource({
        "0x20, 0, FILE",
        "0x10, 0, FOLDER",
        "0x420, 0xA000000C, SYMLINK",
        "0x410, 0xA000000C, SYMLINK",
        "0x410, 0xA0000003, JUNCTION",
        "0x420, 0x80000013, FILE",
        "0x420, 0x80000017, FILE",
        "0x420, 0x9000F01A, FILE",
        "0x410, 0x9000001A, FOLDER",
        "0x420, 0x80000014, OTHER",
        "0x420, 0x80000023, OTHER",
        "0x420, 0xFFFFFFFF, UNKNOWN"
    })
    void kind_isToldByAttributesAndTag(String attributes, String tag, Kind kind) {
        assertThat(ReparsePoint.kind(Long.decode(attributes), Long.decode(tag))).isEqualTo(kind);
    }

    @Test
    void target_ofASymbolicLink_isWhatTheSystemFollows() {
        int length = put(SYMLINK, 20, "\\??\\C:\\far", "C:\\far");

        assertThat(ReparsePoint.target(memory, length)).hasValue("\\??\\C:\\far");
        assertThat(ReparsePoint.shownTarget(memory, length)).hasValue("C:\\far");
    }

    @Test
    void target_ofAJunction_isNoVolumeButThatOfAMountedFolderIs() {
        assertThat(ReparsePoint.target(memory, put(MOUNT_POINT, 16, "\\??\\C:\\far", "C:\\far")))
                .hasValue("\\??\\C:\\far")
                .hasValueSatisfying(
                        target -> assertThat(ReparsePoint.isVolume(target)).isFalse());
        assertThat(ReparsePoint.target(memory, put(MOUNT_POINT, 16, "\\??\\Volume{01-02}\\", "")))
                .hasValueSatisfying(
                        target -> assertThat(ReparsePoint.isVolume(target)).isTrue());
    }

    @Test
    void target_thatIsCutOff_isNone() {
        int length = put(SYMLINK, 20, "\\??\\C:\\far", "C:\\far");

        assertThat(ReparsePoint.target(memory, 30)).isEmpty();
        assertThat(ReparsePoint.shownTarget(memory, length - 1)).isEmpty();
        assertThat(ReparsePoint.target(memory, 0)).isEmpty();
        assertThat(ReparsePoint.target(memory, NtStatus.NOT_A_REPARSE_POINT)).isEmpty();
    }

    @Test
    void target_ofALinkOfAnotherLayout_isNone() {
        assertThat(ReparsePoint.target(memory, put(LX_SYMLINK, 20, "/far", "/far")))
                .isEmpty();
    }

    /** Returns how many bytes it has. */
    private int put(int tag, int paths, String target, String shown) {
        byte[] first = target.getBytes(StandardCharsets.UTF_16LE);
        byte[] second = shown.getBytes(StandardCharsets.UTF_16LE);
        memory.bytes().putInt(0, tag);
        memory.bytes().putShort(8, (short) 0);
        memory.bytes().putShort(10, (short) first.length);
        memory.bytes().putShort(12, (short) first.length);
        memory.bytes().putShort(14, (short) second.length);
        memory.bytes().put(paths, first);
        memory.bytes().put(paths + first.length, second);
        return paths + first.length + second.length;
    }
}
