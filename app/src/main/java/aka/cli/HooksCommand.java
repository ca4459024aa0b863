package aka.cli;

import aka.report.InstallState;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka hooks git}: hooks that join again what git has split. */
final class HooksCommand implements Command {

    private static final List<String> DEEDS = List.of("install", "remove", "status");

    @Override
    public void describe(CommandSpec spec) {
        Options.words(spec, "git DEED", "One of those below, for the repository around the current folder.", DEEDS);
        Options.dryRun(spec);
        spec.usageMessage()
                .footer(
                        "git install  puts lines into the hooks post-checkout and post-merge",
                        "git remove   takes them out again, and nothing else",
                        "git status   which hooks have them; exits 1 unless both do",
                        "",
                        "git gives a file that it changes a new body, and so splits it from its other names. The lines join",
                        "what the groups of the repository (.aka-groups) say once they are trusted (aka group trust), where the",
                        "bytes are equal. There are no hooks for git stash and git checkout of single files that differ.",
                        "",
                        "Example:  aka hooks git install");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<String> words = given.operands();
        boolean git = !words.isEmpty() && words.getFirst().equals("git");
        if (!git || words.size() != 2 || !DEEDS.contains(words.get(1))) {
            throw new WrongUsage(
                    "it takes git, and a deed",
                    Specs.wayOut(
                            words.size() == 2 ? Suggestions.of(words.get(1), DEEDS) : List.of(), "aka hooks --help"));
        }
        boolean dryRun = given.has("--dry-run");
        if (dryRun && words.get(1).equals("status")) {
            throw new WrongUsage("--dry-run goes with install and remove only", "");
        }
        invocation.start(List.of());
        Optional<GitRepository> repository = GitRepository.around(Invocation.here());
        if (repository.isEmpty()) {
            return refused(
                    invocation, "there is no repository of git around the current folder, or no git", "Go there.");
        }
        if (!repository.get().own()) {
            return refused(
                    invocation,
                    "the hooks are in " + repository.get().hooks()
                            + " (core.hooksPath), and not this repository's alone",
                    "Have a hook there call: aka group heal --in . --yes");
        }
        List<GitHook> hooks = GitHook.in(repository.get().hooks());
        return switch (words.get(1)) {
            case "install" -> install(hooks, dryRun, invocation);
            case "remove" -> remove(hooks, dryRun, invocation);
            default -> status(hooks, invocation);
        };
    }

    private static ExitCode refused(Invocation invocation, String words, String wayOut) {
        invocation.problem(Problem.of(Code.NO_HOOK, Severity.ERROR, null, words, wayOut));
        return ExitCode.NOT_ALL;
    }

    private static ExitCode install(List<GitHook> hooks, boolean dryRun, Invocation invocation) throws IOException {
        for (GitHook hook : hooks) {
            InstallState state = hook.state();
            if (state == InstallState.FOREIGN) {
                refused(
                        invocation,
                        hook.file() + " is no script of a shell, or a link: it is left alone",
                        "Have it call: aka group heal --in . --yes");
                continue;
            }
            if (state == InstallState.MISSING && !dryRun) {
                hook.install();
            }
            invocation.print(
                    hook.seen(state == InstallState.MISSING && dryRun ? InstallState.PLANNED : InstallState.INSTALLED));
        }
        if (!isOnPath(invocation)) {
            invocation.problem(Problem.of(
                    Code.NO_HOOK,
                    Severity.WARNING,
                    null,
                    "there is no aka on your PATH: the hooks do nothing until there is",
                    "Put a link to it into a folder of your PATH."));
        }
        return ExitCode.DONE;
    }

    private static ExitCode remove(List<GitHook> hooks, boolean dryRun, Invocation invocation) throws IOException {
        long removed = 0;
        for (GitHook hook : hooks) {
            if (hook.state() == InstallState.INSTALLED) {
                removed++;
                if (!dryRun) {
                    hook.remove();
                }
                invocation.print(hook.seen(dryRun ? InstallState.PLANNED : InstallState.REMOVED));
            }
        }
        if (removed == 0) {
            invocation.note("there is nothing of aka in the hooks");
        }
        return ExitCode.DONE;
    }

    private static ExitCode status(List<GitHook> hooks, Invocation invocation) throws IOException {
        boolean all = true;
        for (GitHook hook : hooks) {
            InstallState state = hook.state();
            all &= state == InstallState.INSTALLED;
            invocation.print(hook.seen(state));
        }
        return all ? ExitCode.DONE : ExitCode.NO;
    }

    private static boolean isOnPath(Invocation invocation) {
        String path = invocation.around().environment().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder ->
                        Files.isExecutable(Path.of(folder, "aka")) || Files.exists(Path.of(folder, "aka.exe")));
    }
}
