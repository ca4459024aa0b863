package aka.cli;

import aka.link.LinkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka ni}: as PowerShell's {@code New-Item -ItemType HardLink} is typed, upper and lower case being one. */
final class NiCommand implements Command {

    private static final List<String> PARAMETERS = List.of("-path", "-name", "-itemtype", "-type", "-target", "-value");

    private static final String EXAMPLE = "Type aka ni NEW -ItemType HardLink -Target EXISTING.";

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "NEW", "The name to make; -Path says the same.");
        Options.value(spec, "TYPE", "HardLink; anything else is refused.", "-ItemType", "-Type");
        Options.value(spec, "EXISTING", "The file that gets the name.", "-Target", "-Value");
        Options.value(spec, "PATH", "The name to make, or with -Name the folder to make it in.", "-Path");
        Options.value(spec, "LEAF", "The name to make inside -Path.", "-Name");
        Options.flag(spec, "Would replace what is there: refused.", "-Force");
        Options.flag(spec, "Show the steps and change nothing.", "-n", "--dry-run", "-WhatIf");
        spec.usageMessage().footer("Example:  aka ni link.txt -ItemType HardLink -Target original.txt");
    }

    @Override
    public boolean acts() {
        return true;
    }

    /** PowerShell also takes {@code -Target:original.txt}. */
    @Override
    public List<String> translate(List<String> typed) {
        List<String> translated = new ArrayList<>(typed.size());
        for (String arg : typed) {
            int colon = arg.indexOf(':');
            if (colon > 0 && PARAMETERS.contains(arg.substring(0, colon).toLowerCase(Locale.ROOT))) {
                translated.add(arg.substring(0, colon));
                translated.add(arg.substring(colon + 1));
            } else {
                translated.add(arg);
            }
        }
        return translated;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        if (given.has("-Force")) {
            throw new WrongUsage(
                    "-Force would replace what is there, unseen",
                    "Leave it out; aka rm shows what removing the name that is in the way would lose.");
        }
        checkType(given.text("-ItemType"));
        Path newName = newName(given);
        Optional<String> target = given.text("-Target");
        if (target.isEmpty()) {
            throw new WrongUsage("-Target is missing: the file that is to get the name", EXAMPLE);
        }
        Path existing = Invocation.path(target.get());
        invocation.start(List.of(newName, existing));
        LinkDeed deed = new LinkDeed(invocation, "ni", LinkOptions.plain(), given.has("--dry-run"));
        deed.link(existing, newName);
        deed.finish();
        return ExitCode.DONE;
    }

    private static void checkType(Optional<String> type) {
        if (type.isEmpty()) {
            throw new WrongUsage("without -ItemType, ni makes an empty file", EXAMPLE);
        }
        if (!type.get().equalsIgnoreCase("HardLink")) {
            throw new WrongUsage("-ItemType " + type.get() + " is none of aka's: it makes hard links only", EXAMPLE);
        }
    }

    private static Path newName(Given given) {
        List<String> operands = given.operands();
        Optional<String> path = given.text("-Path");
        Optional<String> name = given.text("-Name");
        if (operands.size() + (path.isPresent() ? 1 : 0) > 1) {
            throw new WrongUsage("it takes one new name", EXAMPLE);
        }
        Optional<String> typed = operands.isEmpty() ? path : Optional.of(operands.getFirst());
        if (name.isPresent()) {
            Path leaf = Invocation.path(name.get());
            return typed.isPresent() ? Invocation.path(typed.get()).resolve(leaf) : leaf;
        }
        if (typed.isEmpty()) {
            throw new WrongUsage("the new name is missing", EXAMPLE);
        }
        return Invocation.path(typed.get());
    }
}
