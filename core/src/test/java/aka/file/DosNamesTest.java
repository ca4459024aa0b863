package aka.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("windows")
class DosNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NUL",
                "nul",
                "CON.txt",
                "aux.tar.gz",
                "com1",
                "LPT9.log",
                "COM\u00b2",
                "prn .x",
                "CONOUT$",
                "NUL."
            })
    void deviceOfDos_isATrap(String leaf) {
        assertThat(DosNames.trap(leaf).orElseThrow()).contains(leaf).contains("for the device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a ", "a. .", "..."})
    void dotOrBlankAtTheEnd_isATrap(String leaf) {
        assertThat(DosNames.trap(leaf).orElseThrow()).contains("at the end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL",
                "CONFIG",
                "com0",
                "COM10",
                "a.nul",
                ".nul",
                "xNUL",
                "lpt",
                " a",
                "AUXILIARY.txt",
                ".",
                ".."
            })
    void otherNames_areNone(String leaf) {
        assertThat(DosNames.trap(leaf)).isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.WINDOWS, disabledReason = "such names are traps on Windows only")
    void furtherNameThatTheFileHasElsewhere_isNoNewTrap() {
        assertThat(DosNames.trapAt(Path.of("there", "aux.c"), Path.of("here", "aux.c")))
                .isEmpty();
        assertThat(DosNames.trapAt(Path.of("there", "aux.c"), Path.of("here", "b.c")))
                .isPresent();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such names are traps there")
    void elsewhere_noNameIsATrap() {
        assertThat(DosNames.trapAt(Path.of("/x/NUL"))).isEmpty();
    }
}
