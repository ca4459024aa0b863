package aka.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class ReadBufferTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 4097, 128 * 1024, 9 << 20})
    void of_isSoLongAndBeginsAPage(int bytes) {
        ByteBuffer buffer = ReadBuffer.of(bytes);

        assertThat(buffer.capacity()).isEqualTo(bytes);
        assertThat(buffer.isDirect()).isTrue();
        assertThat(MemorySegment.ofBuffer(buffer).address() % 4096).isZero();
    }

    @Test
    void of_holdsZeros() {
        ByteBuffer buffer = ReadBuffer.of(5_000);

        for (int at = 0; at < buffer.capacity(); at++) {
            assertThat(buffer.get(at)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 64", "64, 64", "65, 128", "131072, 131072"})
    void stride_isTheNextThatIsCopiedQuickly(int bytes, int stride) {
        assertThat(ReadBuffer.stride(bytes)).isEqualTo(stride);
    }
}
