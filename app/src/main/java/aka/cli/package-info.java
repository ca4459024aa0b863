/**
 * The command line: one class a command, which turns what was typed into one call of the library and hands the outcomes to
 * a printer.
 *
 * <p>Start at {@link aka.cli.Main}. Only here is anything written to the process's own streams, and only here does the
 * process end. A start-up is part of every command, so only what the named command needs is loaded: its options alone are
 * built, and JSON only where it was asked for.
 */
@NullMarked
package aka.cli;

import org.jspecify.annotations.NullMarked;
