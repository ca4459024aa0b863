package aka.link;

import aka.link.Refusal.Code;
import aka.os.CancelToken;
import aka.os.FileCalls;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

        /** Returns whether the name is one of the file already. */
        public boolean isAlreadyOne() {
            return codes().equals(EnumSet.of(Code.EXISTS, Code.ALREADY_ONE));
        }

        /**
         * Returns whether a body of equal bytes has the name, which could become one with the file.
         *
         * @param anyMetadata whether their metadata may differ
         */
        public boolean isReplaceable(boolean anyMetadata) {
            return codes().equals(EnumSet.of(Code.EXISTS, Code.REPLACEABLE))
                    || anyMetadata && codes().equals(EnumSet.of(Code.EXISTS, Code.METADATA_DIFFERS));
        }

        /** Returns whether all that stands in the way is that a file of other bytes has the name. */
        public boolean isOfOtherBytes() {
            return codes().equals(EnumSet.of(Code.EXISTS, Code.BYTES_DIFFER));
        }

        private Set<Code> codes() {
            return reasons.stream()
                    .map(Refusal::code)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));
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

    /** Returns the reasons that stand in the way where it is no hindrance that the name is taken, unless there is nothing else. */
    static List<Refusal> hindrances(List<Refusal> reasons) {
        return reasons.size() == 1
                ? reasons
                : reasons.stream()
                        .filter(reason -> reason.code() != Code.EXISTS)
                        .toList();
    }

    /** Looks at both ends and says all that stands in the way. Changes nothing. */
    static LinkCheck of(FileCalls calls, Path existing, Path newName, CancelToken cancel) {
        return new LinkCheckup(calls, existing, newName, cancel).run();
    }
}
