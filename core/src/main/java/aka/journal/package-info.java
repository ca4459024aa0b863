/**
 * What runs write down before they act, so that each can be explained, finished or taken back: {@link
 * aka.journal.StateFolder}, {@link aka.journal.Journal} and its {@link aka.journal.JournalRecord}s. The format is in {@code
 * docs/journal.md}.
 */
@NullMarked
package aka.journal;

import org.jspecify.annotations.NullMarked;
