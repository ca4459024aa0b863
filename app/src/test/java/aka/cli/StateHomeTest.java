package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where journals are kept, on each system. */
class StateHomeTest {

    @Test
    void akaHome_decidesEverywhere() throws FileCallException {
        for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertThat(path(system, Map.of("AKA_HOME", "/my/own", "HOME", "/home/u", "XDG_STATE_HOME", "/state")))
                    .isEqualTo(Path.of("/my/own"));
        }
    }

    @Test
    void linux_followsTheXdgSpecification() throws FileCallException {
        assertThat(path("Linux", Map.of("HOME", "/home/u", "XDG_STATE_HOME", "/state")))
                .isEqualTo(Path.of("/state/aka"));
        assertThat(path("Linux", Map.of("HOME", "/home/u"))).isEqualTo(Path.of("/home/u/.local/state/aka"));
        assertThat(path("Linux", Map.of("HOME", "/home/u", "XDG_STATE_HOME", "relative")))
                .isEqualTo(Path.of("/home/u/.local/state/aka"));
    }

    @Test
    void otherSystems_haveFoldersOfTheirOwn() throws FileCallException {
        assertThat(path("Mac OS X", Map.of("HOME", "/Users/u")))
                .isEqualTo(Path.of("/Users/u/Library/Application Support/aka"));
        assertThat(path("Windows 11", Map.of("LOCALAPPDATA", "/local"))).isEqualTo(Path.of("/local/aka"));
    }

    @Test
    void groups_areWhatPeopleSet() throws FileCallException {
        assertThat(groups("Linux", Map.of("HOME", "/home/u"))).isEqualTo(Path.of("/home/u/.config/aka/groups"));
        assertThat(groups("Linux", Map.of("HOME", "/home/u", "XDG_CONFIG_HOME", "/set")))
                .isEqualTo(Path.of("/set/aka/groups"));
        assertThat(groups("Mac OS X", Map.of("HOME", "/Users/u")))
                .isEqualTo(Path.of("/Users/u/Library/Application Support/aka/groups"));
        assertThat(groups("Windows 11", Map.of("APPDATA", "/roaming"))).isEqualTo(Path.of("/roaming/aka/groups"));
        assertThat(groups("Windows 11", Map.of("AKA_HOME", "/my/own"))).isEqualTo(Path.of("/my/own/groups"));
    }

    private static Path groups(String system, Map<String, String> environment) throws FileCallException {
        return new StateHome(environment, system).groups();
    }

    @Test
    void withoutHome_theSystemsOwnIdeaOfItIsTaken() throws FileCallException {
        assertThat(path("Linux", Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/aka"));
    }

    @Test
    void whatIsNoAbsolutePathOrNoText_isRefused() {
        for (String value : new String[] {"relative", "/bad\uFFFDname"}) {
            assertThatThrownBy(() -> path("Linux", Map.of("AKA_HOME", value)))
                    .isInstanceOf(FileCallException.class)
                    .hasMessageContaining("AKA_HOME");
        }
    }

    private static Path path(String system, Map<String, String> environment) throws FileCallException {
        return new StateHome(environment, system).path();
    }
}
