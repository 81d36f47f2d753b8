from service.api.door.brake import AT_ONCE, HOLD_SECONDS, Brake


def test_who_hammers_is_held_back_and_nobody_else():
    now, held = 5.5, []
    brake = Brake(held.append, lambda: now)
    for _ in range(AT_ONCE):
        brake.press("greedy")
    assert held == []
    for _ in range(3):
        brake.press("greedy")
    brake.press("modest")
    assert held == [HOLD_SECONDS] * 3
    now = 6.0
    brake.press("greedy")
    assert held == [HOLD_SECONDS] * 3
