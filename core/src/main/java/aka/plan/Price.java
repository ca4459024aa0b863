package aka.plan;

import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;

/**
 * What a plan would cost and bring.
 *
 * @param steps how many steps it has
 * @param names how many names would lead to another body, come or go
 * @param freedBytes the storage that would come free
 * @param usedBytes the storage that would be used
 * @param estimated whether a figure rests on lengths because the system does not tell allocated bytes
 */
public record Price(long steps, long names, long freedBytes, long usedBytes, boolean estimated) {

    private static final int BLOCK_BYTES = 4096;

    static Price of(Plan plan) {
        Sum sum = new Sum();
        plan.steps().forEach(sum::add);
        return new Price(plan.steps().size(), sum.names, sum.freedBytes, sum.usedBytes, sum.estimated);
    }

    private static final class Sum {
        private long names;
        private long freedBytes;
        private long usedBytes;
        private boolean estimated;

        void add(LinkStep step) {
            switch (step) {
                case Replace replace -> {
                    names += replace.replaced().names().size();
                    freedBytes += replace.replaced().complete() ? allocated(replace.replaced()) : 0;
                }
                case Split split -> {
                    names += split.names().size();
                    usedBytes += allocated(split.shared());
                }
                case Repoint repoint -> names++;
                case Share share -> freedBytes += allocated(share.sharing());
                case Unlink unlink -> {
                    names++;
                    freedBytes += unlink.last() && unlink.body().linkCount() == 1 ? allocated(unlink.body()) : 0;
                }
                case Create create -> names++;
                case CreateFolder create -> names++;
                case RemoveFolder remove -> names++;
            }
        }

        private long allocated(PlannedBody body) {
            if (body.allocatedBytes().isPresent()) {
                return body.allocatedBytes().getAsLong();
            }
            estimated = true;
            return (body.sizeBytes() + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        }
    }
}
