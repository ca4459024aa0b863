package aka.safety;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What came of one method of a test. */
sealed interface TestRun {

    /** A test that runs longer does not end. */
    long MOST_SECONDS = 120;

    /** Every test of the method passed. */
    record Passed() implements TestRun {}

    /** An assertion was not met, or something else went wrong. */
    record Failed(boolean byAssertion, String words) implements TestRun {}

    /** Nothing was run: the machine lacks what it needs. */
    record Skipped() implements TestRun {}

    /**
     * Runs one method.
     *
     * @param test {@code aka.run.PlanRunTest#method}
     */
    static TestRun of(String test, Classes classes) throws Exception {
        String[] parts = test.split("#", -1);
        Class<?> in = classes.loadClass(parts[0]);
        List<? extends DiscoverySelector> methods = methodsOf(in)
                .filter(method -> method.getName().equals(parts[1]))
                .map(method -> selectMethod(in, method))
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("there is no test " + test);
        }
        FutureTask<TestRun> run = new FutureTask<>(() -> run(methods));
        Thread thread = new Thread(run, test);
        thread.setDaemon(true);
        thread.setContextClassLoader(classes);
        thread.start();
        try {
            return run.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException endless) {
            return new Failed(false, "it did not end within " + MOST_SECONDS + " s");
        } catch (ExecutionException fault) {
            return new Failed(false, String.valueOf(fault.getCause()));
        }
    }

    /** Those of the class and of what it extends, and the public ones, among which are those of interfaces. */
    private static Stream<Method> methodsOf(Class<?> type) {
        Stream<Method> declared = Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()));
        return Stream.concat(declared, Stream.of(type.getMethods())).distinct();
    }

    private static TestRun run(List<? extends DiscoverySelector> methods) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(methods).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        if (!summary.getFailures().isEmpty()) {
            Throwable first = summary.getFailures().getFirst().getException();
            boolean all =
                    summary.getFailures().stream().allMatch(each -> each.getException() instanceof AssertionError);
            return new Failed(all, String.valueOf(first));
        }
        return summary.getTestsSucceededCount() > 0 ? new Passed() : new Skipped();
    }
}
