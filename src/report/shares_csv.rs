//! `shares.csv`: what each municipality owed and what it was given, for all shifts and for each burden.
//!
//! In: an instance and a judgement. Out: bytes: by municipality code, first all shifts (`burden` empty), then the
//! burdens by name. Every figure comes from an exact fraction and is rounded once.

use crate::domain::Instance;
use crate::report::figures::accounts;
use crate::report::rows::Style;
use crate::verify::Judgement;

/// The file.
pub fn bytes(instance: &Instance, judgement: &Judgement, style: Style) -> Vec<u8> {
    accounts::given(instance, judgement).all().csv(style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn figures_are_exact_to_the_last_decimal() {
        let instance = sample::instance();
        let plan = sample::plan(&instance);
        let text = String::from_utf8(bytes(&instance, plan.verified.judgement(), Style::Plain)).unwrap();
        let expected = "\
municipality,municipality_name,burden,population,share,entitled,carried,target,shifts,deviation
665,Lemvig,,20000,0.200000,2.400000,0.500000,2.900000,2,-0.900000
665,Lemvig,evening,20000,0.200000,0.685714,0.000000,0.685714,0,-0.685714
665,Lemvig,weekend,20000,0.200000,0.342857,0.000000,0.342857,1,0.657143
751,\"Aarhus, \"\"the city of smiles\"\"\",,60000,0.600000,7.200000,-0.500000,6.700000,8,1.300000
";
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(text.lines().count(), 1 + 3 * 3);
    }
}
