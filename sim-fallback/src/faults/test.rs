//! Plans as text, and the one property that makes them worth having: the same plan does the same again.

use super::*;

#[test]
fn plans_are_read_back_as_written() {
    let plan: Plan = "stuck@2,lost-interrupt@5,older-abi".parse().expect("a plan");
    assert_eq!(plan.to_string(), "older-abi@1,stuck@2,lost-interrupt@5");
    assert_eq!(plan.to_string().parse(), Ok(plan));
    for fault in Fault::ALL {
        assert_eq!(fault.name().parse(), Ok(Plan::one(*fault, 1)));
    }
}

#[test]
fn a_seed_is_a_plan_that_can_be_replayed_and_cured() {
    let plan: Plan = "7".parse().expect("a seed");
    assert_eq!(plan, Plan::seeded(7));
    assert_eq!(plan.to_string().parse(), Ok(plan.clone()), "the script does what the seed does");
    assert_ne!(plan, Plan::seeded(8));
    assert!(plan.faults.len() > 4 && plan.faults.iter().all(|(_, fault)| fault.is_recoverable()), "{plan}");
}

#[test]
fn what_is_no_plan_is_named() {
    assert_eq!("melted@1".parse::<Plan>(), Err(PlanError::Fault("melted".into())));
    for job in ["0", "x", "", "-1"] {
        assert_eq!(format!("stuck@{job}").parse::<Plan>(), Err(PlanError::Job(job.into())));
    }
    assert!(",".parse::<Plan>().is_err());
}
