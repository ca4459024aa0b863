package aka.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class FileKeyTest {

    private static final VolumeId SHORT = new VolumeId(0, 0x801, false);
    private static final VolumeId LONG = new VolumeId(0x0123456789abcdefL, 0xfedcba9876543210L, true);

    @Test
    void aVolumeOf64Bits_hasSixteenDigits() {
        assertThat(SHORT).hasToString("0000000000000801");
    }

    @Test
    void aVolumeOf128Bits_hasThirtyTwoDigits() {
        assertThat(LONG).hasToString("0123456789abcdeffedcba9876543210");
    }

    @Test
    void aFileIdOf64Bits_hasNoLeadingZeros() {
        assertThat(new FileKey(SHORT, 0, 0x2aL)).hasToString("0000000000000801:2a");
    }

    @Test
    void aFileIdAbove63Bits_isUnsigned() {
        assertThat(new FileKey(SHORT, 0, -1)).hasToString("0000000000000801:ffffffffffffffff");
    }

    @Test
    void aFileIdOf128Bits_keepsTheZerosInTheMiddle() {
        assertThat(new FileKey(SHORT, 0x1, 0x2)).hasToString("0000000000000801:10000000000000002");
    }

    @Test
    void equalNumbersOnDifferentVolumes_areDifferentFiles() {
        assertThat(new FileKey(SHORT, 0, 1)).isNotEqualTo(new FileKey(LONG, 0, 1));
    }

    @Test
    void aDeviceNumber_isNoLastingIdOfTheSameDigits() {
        assertThat(SHORT).isNotEqualTo(new VolumeId(0, 0x801, true));
    }
}
