package aka.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaveTraceTest {

    @ParameterizedTest
    @CsvSource({
        ".app.ini.swp, vim",
        "4913, vim",
        "#app.ini#, emacs",
        ".#app.ini, emacs",
        "sedAb12Cd, sed -i",
        ".app.ini.Ab12Cd, rsync",
        "app.ini.Ab12Cd, a KDE or Qt program",
        ".goutputstream-Ab12Cd, a GNOME program",
        ".~lock.app.ini#, LibreOffice",
        "~$app.ini, Microsoft Office",
        "app.ini___jb_tmp___, a JetBrains program"
    })
    void whatAProgramMakesBesideAFile_tellsWhichItIs(String entry, String program) {
        assertThat(SaveTrace.program(entry, "app.ini")).contains(program);
    }

    @Test
    void whatAnotherFileHas_tellsNothing() {
        assertThat(SaveTrace.program(".other.swp", "app.ini")).isEmpty();
        assertThat(SaveTrace.program("app.ini", "app.ini")).isEmpty();
        assertThat(SaveTrace.program("sedation", "app.ini")).isEmpty();
    }
}
