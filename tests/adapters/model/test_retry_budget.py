from service.adapters.model.retry_budget import SAVED_AT_START, SAVED_MAX, SHARE, RetryBudget


def spent(budget):
    count = 0
    while budget.spend():
        count += 1
    return count


def test_a_new_process_has_a_few_and_then_a_tenth():
    budget = RetryBudget()
    assert spent(budget) == SAVED_AT_START
    for _ in range(95):
        budget.earn()
    assert spent(budget) == int(95 * SHARE)


def test_calm_times_save_up_no_storm():
    budget = RetryBudget()
    for _ in range(100_000):
        budget.earn()
    assert spent(budget) == SAVED_MAX
