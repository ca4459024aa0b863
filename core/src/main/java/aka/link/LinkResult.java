package aka.link;

import aka.file.FileFacts;

/** What became of a wish for a new name. */
public sealed interface LinkResult {

    /** Returns the facts of the body, after the deed as far as they could be read. */
    FileFacts facts();

    /** The name was made. */
    record Made(FileFacts facts) implements LinkResult {}

    /** It was a name of this very body already, and that was asked for. */
    record AlreadyOne(FileFacts facts) implements LinkResult {}
}
