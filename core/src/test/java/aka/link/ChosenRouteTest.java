package aka.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.os.CallStatus;
import aka.os.FileCalls;
import aka.os.RouteTaken;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("windows")
class ChosenRouteTest {

    @Test
    void choose_withoutAWish_takesTheBestAndSaysWhatIsMissing() throws IOException {
        try (FileCalls calls = Route.choose(null)) {
            RouteTaken.tell("calls", calls.route());
            for (CallStatus call : calls.callStatuses()) {
                RouteTaken.tell(call.call(), call.found() ? "is there" : "is missing: " + call.instead());
            }
            assertThat(calls.callStatuses()).isNotEmpty();
        }
    }

    @Test
    void choose_portable_takesThePlainJdk() {
        try (FileCalls calls = Route.choose("portable")) {
            assertThat(calls.route()).isEqualTo("portable");
        }
    }

    @Test
    void choose_anotherWord_isRefused() {
        assertThatThrownBy(() -> Route.choose("best")).isInstanceOf(IllegalArgumentException.class);
    }
}
