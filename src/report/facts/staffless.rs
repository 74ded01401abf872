//! Members whose staff are not in the folder: what they would fill is open, and nobody else is short of people for it.
//!
//! In: an instance. Out: a sentence, where there are such members. Whoever plans with the staff of a single town reads it first.

use crate::domain::Instance;
use crate::report::locale::Locale;

/// The sentence; `None` where every member of the period has somebody in staff.csv.
pub fn sentence(locale: &Locale, instance: &Instance) -> Option<String> {
    let is_member = |&m: &usize| instance.windows.iter().any(|w| instance.municipalities[m].takes_part(w));
    let members: Vec<usize> = (0..instance.municipalities.len()).filter(is_member).collect();
    let is_staffed = |m: usize| instance.staff_of(m).any(|staff| instance.staff[staff].is_employed_in(instance.period));
    let bare: Vec<usize> = members.iter().copied().filter(|&m| !is_staffed(m)).collect();
    let all = locale.whole(members.len() as u64);
    let count = locale.whole(bare.len() as u64);
    match bare.as_slice() {
        [] => None,
        [one] => {
            let name = &instance.municipalities[*one].name;
            Some(locale.pick(
                format!("Personalet i {name} er ikke oplyst; de pladser, de skulle tage, tæller her som ubemandede."),
                format!("The staff of {name} are not given; the seats that they would fill count as unfilled here."),
            ))
        }
        _ => Some(locale.pick(
            format!("Personalet i {count} af {all} medlemmer er ikke oplyst; de pladser, de skulle tage, tæller her som ubemandede."),
            format!("The staff of {count} of {all} members are not given; the seats that they would fill count as unfilled here."),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    #[test]
    fn members_without_anybody_are_told_of() {
        let (english, danish) = (Locale::new(Language::English), Locale::new(Language::Danish));
        assert_eq!(sentence(&english, &sample::instance()), None);
        let period = sample::instance().period;
        let without = |codes: &[&str]| {
            let mut instance = sample::instance();
            let gone: Vec<usize> = (0..3).filter(|&m| codes.contains(&&*instance.municipalities[m].code)).collect();
            instance.edit(|parts| {
                let people = parts.staff.iter_mut().filter(|staff| gone.contains(&staff.municipality));
                people.for_each(|staff| staff.left = Some(period.from));
            });
            instance
        };
        assert_eq!(
            sentence(&english, &without(&["665"])).unwrap(),
            "The staff of Lemvig are not given; the seats that they would fill count as unfilled here."
        );
        assert_eq!(
            sentence(&danish, &without(&["665", "760"])).unwrap(),
            "Personalet i 2 af 3 medlemmer er ikke oplyst; de pladser, de skulle tage, tæller her som ubemandede."
        );
    }
}
