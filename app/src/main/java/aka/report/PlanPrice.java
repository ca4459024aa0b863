package aka.report;

import aka.plan.Price;

/** What a plan would cost and bring, told before anything is done. */
public record PlanPrice(Price price) implements Event {

    @Override
    public String word() {
        return "price";
    }

    @Override
    public void json(JsonLine line) {
        line.number("steps", price.steps())
                .number("names", price.names())
                .number("freedBytes", price.freedBytes())
                .number("usedBytes", price.usedBytes())
                .flag("estimated", price.estimated());
    }

    /** The question and the summary have it in words. */
    @Override
    public void text(Page page) {}
}
