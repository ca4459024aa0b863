package aka.link;

import aka.os.CancelToken;
import aka.os.FileCalls;
import java.nio.file.Path;
import java.util.List;

/** Whether a name can become a name of a file. */
public sealed interface LinkCheck {

    /** It can, as far as can be known without doing it. */
    record Possible() implements LinkCheck {}

    /**
     * It cannot.
     *
     * @param reasons every reason that was found, the first to be dealt with first
     */
    record Refused(List<Refusal> reasons) implements LinkCheck {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * It cannot be known.
     *
     * @param reasons what could not be seen
     */
    record Unknown(List<Refusal> reasons) implements LinkCheck {
        public Unknown {
            reasons = List.copyOf(reasons);
        }
    }

    /** Looks at both ends and says all that stands in the way. Changes nothing. */
    static LinkCheck of(FileCalls calls, Path existing, Path newName, CancelToken cancel) {
        return new LinkCheckup(calls, existing, newName, cancel).run();
    }
}
