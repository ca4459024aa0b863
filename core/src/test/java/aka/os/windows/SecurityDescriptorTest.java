package aka.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class SecurityDescriptorTest {

    /** S-1-5-32-544: administrators. */
    private static final byte[] ADMINISTRATORS = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0};

    /** S-1-5-18: the system. */
    private static final byte[] SYSTEM = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};

    private static final int PROTECTED_DACL = 0x8000_0000;

    private final NativeMemory memory = NativeMemory.in(Arena.ofAuto(), 512);

    @Test
    void ofOneUserOnly_isReadBackAsItWasWritten() {
        SecurityDescriptor forOne = SecurityDescriptor.forOnly(ADMINISTRATORS);

        forOne.write(memory);

        assertThat(SecurityDescriptor.in(memory).access()).isEqualTo(forOne.access());
        assertThat(SecurityDescriptor.in(memory).owner()).isEmpty();
        assertThat(forOne.parts()).isEqualTo(PROTECTED_DACL | SecurityDescriptor.DACL);
    }

    @Test
    void ownerAndGroup_areReadBackAsTheyWereWritten() {
        byte[] both = new byte[ADMINISTRATORS.length + SYSTEM.length];
        System.arraycopy(ADMINISTRATORS, 0, both, 0, ADMINISTRATORS.length);
        System.arraycopy(SYSTEM, 0, both, ADMINISTRATORS.length, SYSTEM.length);
        SecurityDescriptor owned =
                new SecurityDescriptor(both, SecurityDescriptor.forOnly(SYSTEM).access());

        owned.write(memory);

        assertThat(SecurityDescriptor.in(memory).owner()).isEqualTo(both);
        assertThat(SecurityDescriptor.in(memory).access()).isEqualTo(owned.access());
    }

    @Test
    void aLabel_isSeenWhereThereIsOne() {
        SecurityDescriptor.forOnly(SYSTEM).write(memory);
        assertThat(SecurityDescriptor.hasSystemList(memory)).isFalse();

        // A list of the system's behind all else, empty at first, then with an entry.
        memory.bytes().putInt(12, 256);
        assertThat(SecurityDescriptor.hasSystemList(memory)).isFalse();
        memory.bytes().putShort(256 + 4, (short) 1);
        assertThat(SecurityDescriptor.hasSystemList(memory)).isTrue();
    }
}
